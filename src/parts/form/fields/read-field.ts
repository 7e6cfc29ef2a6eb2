import type { Field } from '../../../form/layout/types.ts';
import type { Reader } from '../../../language/reader.ts';
import { optionLabels, readOption, readTick } from './choice.ts';
import { readEmail, readTelephone } from './contact.ts';
import { readDate } from './date.ts';
import { readNumber } from './number.ts';
import { fitsPattern, patternMessage } from './pattern.ts';
import { lettersOf, longestAnswer, oneLine, severalLines } from './plain-text.ts';
import { isRefused, type Reading } from './reading.ts';
import type { Value } from './values.ts';

/**
 * What a text says as the answer of a field that takes one text: not of a table, nor of a choice of
 * several. A value of undefined is no answer; whether one is needed is not asked here.
 */
export function readField(field: Field, written: string, reader: Reader): Reading<Value | undefined> {
  const texts = reader.text.formFields;
  const text = field.kind === 'multi-line' ? severalLines(written) : oneLine(written);
  if (field.kind === 'checkbox') {
    const tick = readTick(text, reader);
    return isRefused(tick) ? { message: tick.message } : { value: tick.value || undefined };
  }
  if (text === '') return { value: undefined };
  const most = shortKinds.has(field.kind) ? longestOfShort : longestAnswer;
  if (text.length > most) return { message: texts.tooLong(String(most)) };
  const reading = readText(field, text, reader);
  if (isRefused(reading) || field.pattern === undefined || field.kind === 'choice') return reading;
  return fitsPattern(field.pattern, String(reading.value))
    ? reading
    : { message: patternMessage(field.pattern, reader) };
}

/** Kinds of which no answer is long. What reads them may take long over a text that is. */
const shortKinds = new Set<Field['kind']>(['number', 'date', 'email', 'telephone']);
const longestOfShort = 320;

function readText(field: Field, text: string, reader: Reader): Reading<string | number> {
  switch (field.kind) {
    case 'number':
      return readNumber(text, reader);
    case 'date':
      return readDate(text, reader);
    case 'email':
      return readEmail(text, reader);
    case 'telephone':
      return readTelephone(text, reader);
    case 'choice': {
      const labels = optionLabels(field);
      return labels.length === 0 ? { value: text } : readOption(text, labels, reader);
    }
    case 'comb':
      return readComb(field, text, reader);
    default:
      return { value: text };
  }
}

/** As many letters as it has boxes, or fewer. Blanks that are too much are not meant to have a box. */
function readComb({ length = Infinity }: Field, text: string, reader: Reader): Reading<string> {
  if (lettersOf(text).length <= length) return { value: text };
  const tight = text.replace(/\s/g, '');
  const count = lettersOf(tight).length;
  if (count <= length) return { value: tight };
  return { message: reader.text.formFields.comb(String(length), String(count)) };
}
