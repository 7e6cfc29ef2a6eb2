import { formatCount, formatNumber } from '../../../../base/format.ts';
import type { Hired } from '../../hire.ts';
import type { Counts } from '../../loop/counters.ts';

const EVERY_MS = 500;

/** Shows on a terminal, in one line that is written over itself, how a worker gets on. */
export function showStatus(hired: Hired): { end(last: string): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { end() {} };
  const { counts } = hired.counters;
  const answered = () => counts.done + counts.refused + counts.dead;
  let last = { at: performance.now(), answered: answered() };
  const show = (text: string) => stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
  const timer = setInterval(() => {
    const now = { at: performance.now(), answered: answered() };
    const rate = ((now.answered - last.answered) / (now.at - last.at)) * 1000;
    last = now;
    const trouble = hired.trouble();
    const text = `${summary(counts).slice(0, -1)}; ${hired.inFlight()} in hand, ${formatNumber(rate, 0)} a second`;
    show(trouble ? `${text}. ${trouble}` : text);
  }, EVERY_MS);
  timer.unref();
  return {
    end(text) {
      clearInterval(timer);
      stderr.write(`\r\u001b[K${text}\n`);
    },
  };
}

/** What was done, in words: `12 jobs done, 1 refused`. */
export function summary({ done, refused, dead, givenBack }: Counts): string {
  const more = [
    [refused, 'refused'],
    [dead, 'to the dead letters'],
    [givenBack, 'given back'],
  ] as const;
  const parts = more.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${[`${formatCount(done, 'job')} done`, ...parts].join(', ')}.`;
}
