import { createInterface } from 'node:readline';

/** Asks on a terminal, a line at a time. */
export interface Lines {
  /** The line that is answered, without blanks around it; undefined when there are no more. */
  ask(question: string): Promise<string | undefined>;
  /** A number from 1 to the number of choices, or undefined for an empty line; asks until it is right. */
  choose(question: string, choices: readonly string[]): Promise<number | undefined>;
  /** Does work that Ctrl-C aborts; at all other times Ctrl-C ends the lines. */
  during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Reads lines from a terminal. What is typed or pasted ahead is kept for the questions to come.
 * @param stop ends the lines, and what goes on
 */
export function openLines(stop: AbortSignal): Lines {
  const { stdin: input, stdout: output } = process;
  const reader = createInterface({ input, output });
  const typed: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let working: AbortController | undefined;
  let isClosed = false;

  function give(line: string | undefined): void {
    const resolve = waiting;
    waiting = undefined;
    if (resolve) resolve(line);
    else if (line !== undefined) typed.push(line);
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    reader.close();
    give(undefined);
  }

  reader.on('line', give);
  reader.on('close', close);
  // The terminal hands it to the reader as a key, and sends no signal.
  reader.on('SIGINT', () => {
    output.write('\n');
    if (working) working.abort(new Error('Interrupted.'));
    else close();
  });
  stop.addEventListener('abort', () => {
    working?.abort(stop.reason);
    close();
  });

  const lines: Lines = {
    async ask(question) {
      if (isClosed && typed.length === 0) return undefined;
      reader.setPrompt(question);
      if (!isClosed) reader.prompt();
      const line = typed.shift() ?? (await new Promise<string | undefined>((resolve) => (waiting = resolve)));
      return line?.trim();
    },
    async choose(question, choices) {
      for (const [index, choice] of choices.entries())
        output.write(`  ${String(index + 1).padStart(String(choices.length).length)}  ${choice}\n`);
      for (;;) {
        const line = await lines.ask(question);
        if (line === undefined || line === '') return undefined;
        const number = /^\d+$/.test(line) ? Number(line) : choices.indexOf(line) + 1;
        if (number >= 1 && number <= choices.length) return number;
        output.write(`A number from 1 to ${choices.length}, or nothing to go back.\n`);
      }
    },
    async during(work) {
      working = new AbortController();
      if (stop.aborted) working.abort(stop.reason);
      try {
        return await work(working.signal);
      } finally {
        working = undefined;
      }
    },
    close,
  };
  return lines;
}
