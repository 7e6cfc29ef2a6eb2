import { cut } from '../base/cut.ts';
import { UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';

/** Something that is no number. */
export interface Fault {
  /** Empty for an entry that is missing. */
  entry: string;
  place: Place;
}

/** Where it is: either a name, or a spot in a file. */
export type Place = { name: string; blank?: true } | { file: string; line: number; column: number };

/**
 * What to throw: `faults` are the first of `faultCount`, or none, where there are no numbers at all.
 * @param where what the numbers were read from
 */
export function faultError(faults: readonly Fault[], faultCount: number, where: string): UserError {
  const [first] = faults;
  if (first === undefined) {
    return new UserError(`There are no numbers in ${where}.`, {
      hint: 'Write some, apart by blanks, commas, semicolons or lines.',
      exitCode: 2,
    });
  }
  const options = { hint: hintFor(first.entry), exitCode: 2 as const };
  if (faultCount === 1) {
    if ('name' in first.place) {
      const where = capitalized(first.place.name);
      return new UserError(
        first.place.blank
          ? `${where} is blank.`
          : first.entry
            ? `${where}: ${quoted(first.entry)} is no number.`
            : `${where}: a number is missing beside a comma.`,
        options,
      );
    }
    const message = first.entry ? `${quoted(first.entry)} is no number.` : 'A number is missing here.';
    return new UserError(message, { ...options, at: first.place });
  }
  const list = faults.map(({ entry, place }) => {
    const spot = 'name' in place ? place.name : `line ${place.line}, column ${place.column}`;
    return `${entry ? quoted(entry) : 'nothing'} (${spot})`;
  });
  if (faultCount > faults.length) list.push(`${faultCount - faults.length} more`);
  const text = `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
  const at = 'name' in first.place ? {} : { at: { file: first.place.file } };
  return new UserError(`${formatCount(faultCount, 'entry', 'entries')} are no numbers: ${text}.`, {
    ...options,
    ...at,
  });
}

/** What to do about an entry that is no number. */
function hintFor(entry: string): string {
  if (entry === '') return 'Write a number, or take the comma or the blank argument out.';
  if (/^[+-]?(nan|inf(inity)?)$/i.test(entry))
    return 'NaN and Infinity cannot be reckoned with; leave them out.';
  if (/^[+-]?0[xob]/i.test(entry)) return 'Numbers are written in decimal notation: 31, not 0x1F.';
  if (/^[+-]?\d+$/.test(entry) && Number.isFinite(Number(entry))) {
    return 'It is past 64 bits, up to which integers are exact; write it as 1e20 for the nearest double.';
  }
  if (Math.abs(Number(entry)) === Number.POSITIVE_INFINITY) {
    return 'It is larger than a double can be, which is some 1.8e308.';
  }
  if (entry.startsWith('\u2212')) return 'A minus is written as a hyphen: -5.';
  if (/\d['_\u00a0\u2009\u202f]\d/.test(entry)) return 'Thousands are written without a separator: 1234567.';
  return 'Numbers are written as 42, -1.5 or 6.02e23, apart by blanks, commas, semicolons or lines.';
}

function quoted(entry: string): string {
  return `"${cut(entry, 40)}"`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
