/** A bar on a terminal's standard error, written over itself; elsewhere nothing. */
export interface Progress {
  /** So many are done now. */
  show(done: number): void;
  end(): void;
}

const WIDTH = 30;

/** A bar for so many things; none for a single one. */
export function progressBar(total: number, what: string, { stderr } = process): Progress {
  if (!stderr.isTTY || total < 2) return { show() {}, end() {} };
  return {
    show(done) {
      const full = Math.round((WIDTH * done) / total);
      const bar = `${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}`;
      stderr.write(`\r[${bar}] ${done} of ${total} ${what}\u001b[K`);
    },
    end() {
      stderr.write('\r\u001b[K');
    },
  };
}
