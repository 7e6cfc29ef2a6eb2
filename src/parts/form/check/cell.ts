import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { isMultiple } from '../fields/check.ts';
import { optionLabels, readOption } from '../fields/choice.ts';
import { dateText } from '../fields/date.ts';
import { numberText } from '../fields/number.ts';
import { folded, oneLine, severalLines } from '../fields/plain-text.ts';
import { readField } from '../fields/read-field.ts';
import { isRefused } from '../fields/reading.ts';
import type { Value } from '../fields/values.ts';
import type { GridCell } from './grid.ts';

/** What a cell says as an answer: its value, with why it is another one than was written; or what is wrong. */
export type CellReading =
  | { value: Value | undefined; changed?: string }
  | { message: string; proposal?: string };

/** Reads a cell. What can only mean one thing is taken for that, and said. */
export function readCell(field: Field, cell: GridCell, typed: boolean, reader: Reader): CellReading {
  const texts = reader.text.formFields.check;
  if (cell === null || cell === '') return { value: undefined };
  if (typeof cell === 'string' && /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/.test(cell)) {
    return { message: texts.formulaFault(cell) };
  }
  if (isMultiple(field)) return readSeveral(field, cell, reader);
  if (field.kind === 'number') {
    if (cell instanceof Date || typeof cell === 'boolean')
      return { message: reader.text.formFields.number.example };
    if (typeof cell === 'number') return fromText(field, numberText(cell, reader), false, reader);
  }
  if (field.kind === 'date') {
    if (cell instanceof Date) return { value: cell.toISOString().slice(0, 10) };
    if (typeof cell === 'number') return serialDate(cell, reader);
  }
  if (field.kind === 'checkbox' && typeof cell === 'boolean') return { value: cell || undefined };
  if (field.kind === 'checkbox' && cell === 1) return { value: true, changed: texts.tick };
  if (cell instanceof Date)
    return { value: dateText(cell.toISOString().slice(0, 10)), changed: texts.madeDate };
  if (typeof cell === 'string') return fromText(field, cell, typed, reader);
  return fromText(
    field,
    typeof cell === 'number' ? numberText(cell, reader) : String(cell).toUpperCase(),
    false,
    reader,
  );
}

function fromText(field: Field, written: string, typed: boolean, reader: Reader): CellReading {
  const reading = readField(field, written, reader);
  if (!isRefused(reading)) {
    const changed = whyChanged(field, written, reading.value, typed, reader);
    return changed === undefined ? { value: reading.value } : { value: reading.value, changed };
  }
  const { message, proposal, certain } = reading;
  if (proposal === undefined) return { message };
  if (certain) return { value: proposal, changed: reader.text.formFields.check.comma };
  const shown = typeof proposal === 'number' ? numberText(proposal, reader) : String(proposal);
  return { message, proposal: field.kind === 'date' ? dateText(shown) : shown };
}

/** Why what is kept is not what was written, unless it is. A cell with a type is to have the right one. */
function whyChanged(
  field: Field,
  written: string,
  value: Value | undefined,
  typed: boolean,
  reader: Reader,
): string | undefined {
  const texts = reader.text.formFields.check;
  const kind = field.kind;
  if (kind === 'number') {
    if (typed) return texts.textNumber;
    return /^-?\d+([.,]\d+)?$/.test(written) ? undefined : texts.notation;
  }
  if (kind === 'date') {
    // Spreadsheets have no dates before March 1900: an export has them as texts.
    if (typed) return written === value && written < '1900-03' ? undefined : texts.textDate;
    return written === value || /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(written) ? undefined : texts.notation;
  }
  if (kind === 'checkbox') {
    if (typed) return texts.tick;
    return /^(true|false)$/i.test(written) ? undefined : texts.tick;
  }
  const asKept = value === undefined ? '' : String(value);
  if (asKept === written || asKept === written.replace(/\r\n?/g, '\n')) return undefined;
  if (kind === 'choice') return texts.option;
  const clean = kind === 'multi-line' ? severalLines(written) : oneLine(written);
  if (asKept === written.trim() || asKept === clean || folded(asKept) === folded(written))
    return texts.blanks;
  return texts.notation;
}

/** Several answers in one cell, parted by semicolons, commas or lines. */
function readSeveral(field: Field, cell: GridCell, reader: Reader): CellReading {
  const labels = optionLabels(field);
  const written = String(cell);
  const whole = readOption(written, labels, reader);
  const parts = isRefused(whole)
    ? written
        .split(labels.some((label) => label.includes(',')) ? /[;\n]/ : /[;,\n]/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : [written];
  const chosen = new Set<string>();
  for (const part of parts) {
    const one = readOption(part, labels, reader);
    if (isRefused(one)) {
      const proposal = one.proposal === undefined ? {} : { proposal: written.replace(part, one.proposal) };
      return { message: one.message, ...proposal };
    }
    chosen.add(one.value);
  }
  const value = labels.filter((label) => chosen.has(label));
  if (value.length === 0) return { value: undefined };
  return value.join('; ') === written ? { value } : { value, changed: reader.text.formFields.check.option };
}

/** A date that lost its format is a count of days. */
function serialDate(serial: number, reader: Reader): CellReading {
  const message = reader.text.formFields.date.example;
  if (!Number.isInteger(serial) || serial < 61 || serial > 80_000) return { message };
  const date = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
  return { message, proposal: dateText(date) };
}
