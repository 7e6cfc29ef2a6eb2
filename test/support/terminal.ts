import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program in a terminal of its own. */
export interface TestTerminal {
  /** Waits until the text is on the terminal, behind all that was waited for before; gives all before it. */
  sees(text: string): Promise<string>;
  /** Types a line. */
  type(line: string): void;
  /** Types keys as they are: `\u0003` is Ctrl-C. */
  press(keys: string): void;
  /** Waits for the end of the program; its exit status. */
  ended(): Promise<number>;
  /** Ends the program if it goes on. */
  close(): Promise<void>;
}

/** Starts a program in a terminal of 100 columns and 30 lines that has all colours, by util-linux' `script`. */
export function openTerminal(command: string[], env: Record<string, string> = {}): TestTerminal {
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const child = spawn('script', ['-qec', `stty cols 100 rows 30; exec ${quoted}`, '/dev/null'], {
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', COLORTERM: 'truecolor', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let raw = '';
  let seen = 0;
  let isOver = false;
  child.stdout.setEncoding('utf8').on('data', (chunk) => (raw += chunk));
  const closed = once(child, 'close').then(([code]) => {
    isOver = true;
    return Number(code);
  });
  return {
    async sees(wanted) {
      for (;;) {
        const text = withoutMoves(raw);
        const at = text.indexOf(wanted, seen);
        if (at >= 0) {
          const before = text.slice(seen, at);
          seen = at + wanted.length;
          return before;
        }
        if (isOver) throw new Error(`"${wanted}" never came, but:\n${text.slice(seen)}`);
        await Promise.race([once(child.stdout, 'data'), closed]);
      }
    },
    type: (line) => void child.stdin.write(`${line}\r`),
    press: (keys) => void child.stdin.write(keys),
    ended: () => closed,
    async close() {
      child.stdin.end();
      child.kill();
      await closed;
    },
  };
}

/** Text without what moves the cursor and clears the line; colours stay. */
function withoutMoves(raw: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told by them
  return raw.replace(/\u001b\[\d*[A-KP]/g, '');
}
