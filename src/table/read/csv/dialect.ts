import type { ReadOptions } from '../options.ts';
import { type CsvDialect, type CsvRecord, isBlank, scanCsv } from './scan.ts';

/** The delimiters that are looked for, the likeliest first. */
const delimiters = [',', ';', '\t', '|'];

type Choices = Pick<ReadOptions, 'delimiter' | 'quote' | 'escape' | 'comment'>;

/**
 * The dialect of a CSV text, as far as it is not given, from the text's first bytes. The delimiter
 * is the one that splits most records into as many fields as the first; of two that do it equally
 * well, the one that makes more fields. Quotes are double ones, doubled inside, unless these bytes
 * do not come out even with them, and do with quotes of another kind that occur.
 */
export function findDialect(head: Buffer, whole: boolean, given: Choices): CsvDialect {
  const quotes: CsvDialect['quote'][] =
    given.quote === undefined ? ['"', "'"] : [given.quote === 'none' ? '' : given.quote];
  const escapes: CsvDialect['escape'][] =
    given.escape === undefined ? ['doubled', 'backslash'] : [given.escape];
  let usual: Trial | undefined;
  for (const quote of quotes) {
    for (const escaped of escapes) {
      const found = bestDelimiter(
        head,
        whole,
        { quote, escape: escaped, comment: given.comment },
        given.delimiter,
      );
      usual ??= found;
      const even = found.faults === 0 && found.share === 1;
      if (found === usual ? even : even && found.fields > 1 && found.occurs) return found.dialect;
    }
  }
  return usual?.dialect ?? { delimiter: ',', quote: '"', escape: 'doubled' };
}

interface Trial {
  dialect: CsvDialect;
  /** Records whose quotes are wrong. */
  faults: number;
  /** Of the records, those with as many fields as the first. */
  share: number;
  fields: number;
  /** Some field is in these quotes, and where they are escaped by a backslash, some quote is. */
  occurs: boolean;
}

function bestDelimiter(
  head: Buffer,
  whole: boolean,
  dialect: Omit<CsvDialect, 'delimiter'>,
  given: string | undefined,
): Trial {
  const [first, ...others] = (given === undefined ? delimiters : [given]).map((delimiter) =>
    tryDialect(head, whole, { delimiter, ...dialect }),
  );
  if (!first) throw new Error('There are delimiters.');
  let best = first;
  for (const trial of others) {
    if (trial.fields <= 1) continue;
    const better = trial.share > best.share || (trial.share === best.share && trial.fields > best.fields);
    if (best.fields <= 1 || better) best = trial;
  }
  return best;
}

function tryDialect(head: Buffer, whole: boolean, dialect: CsvDialect): Trial {
  const counts: number[] = [];
  let faults = 0;
  let quoted = false;
  scanCsv(head, { dialect, line: 1, final: whole }, (record: CsvRecord) => {
    if (record.fault) faults++;
    quoted ||= record.quoted;
    if (!isBlank(record)) counts.push(record.fields);
  });
  const fields = counts[0] ?? 1;
  const even = counts.filter((count) => count === fields).length;
  const share = counts.length === 0 ? 0 : even / counts.length;
  const occurs = quoted && (dialect.escape === 'doubled' || head.includes(`\\${dialect.quote}`));
  return { dialect, faults, share, fields, occurs };
}
