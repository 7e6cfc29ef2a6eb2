import { UserError } from '../../../../../base/error.ts';
import { parseNumbers } from '../../../../../numbers/parse.ts';
import type { Asking } from '../asking.ts';
import { randomList } from '../list.ts';
import { askNumbers } from '../numbers.ts';
import { type Entry, say } from './entry.ts';
import type { Lines } from './lines.ts';

const READY_MADE = '1,5,22';
const USUAL_LENGTH = 50;
const MOST = 100_000;

/** So much of a list is shown. */
const SHOWN = 70;

/** What the menu has for numbers. */
export const numberEntries: Entry[] = [
  { title: 'send a ready-made list', run: (asking, lines) => send(asking, lines, READY_MADE) },
  { title: 'send a random list', run: sendRandom },
  { title: 'type a list, number by number', run: sendTyped },
];

async function sendRandom(asking: Asking, lines: Lines): Promise<void> {
  for (;;) {
    const line = await lines.ask(`How many numbers? [${USUAL_LENGTH}] `);
    if (line === undefined) return;
    const count = line === '' ? USUAL_LENGTH : /^\d+$/.test(line) ? Number(line) : 0;
    if (count >= 1 && count <= MOST) return send(asking, lines, randomList(count));
    say(`A whole number from 1 to ${MOST}.`);
  }
}

async function sendTyped(asking: Asking, lines: Lines): Promise<void> {
  const numbers: string[] = [];
  say('One number a line; an empty line sends the list.');
  for (;;) {
    const line = await lines.ask(`number ${numbers.length + 1}: `);
    if (line === undefined) return;
    if (line === '') break;
    try {
      parseNumbers(line, 'the line');
      numbers.push(line);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      say(`"${line}" is no number.`);
    }
  }
  if (numbers.length === 0) return say('Nothing was sent.');
  await send(asking, lines, numbers.join(','));
}

async function send(asking: Asking, lines: Lines, body: string): Promise<void> {
  say(body.length > SHOWN ? `${body.slice(0, SHOWN)}…` : body);
  await lines.during((signal) => askNumbers({ ...asking, signal }, body));
}
