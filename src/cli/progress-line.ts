import { printable } from '../parts/terminal.ts';

/** One line on standard error that tells what is going on; `elsewhere` is told where that is no terminal. */
export function progressLine(elsewhere: (text: string) => void = () => undefined): {
  show(text: string): void;
  clear(): void;
} {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: elsewhere, clear: () => undefined };
  return {
    show: (text) => stderr.write(`\r\x1b[K${printable(text).slice(0, stderr.columns - 1)}`),
    clear: () => stderr.write('\r\x1b[K'),
  };
}
