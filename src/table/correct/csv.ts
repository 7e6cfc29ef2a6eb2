import type { Duck } from '../duckdb.ts';
import { literal, selectText } from '../duckdb.ts';
import { writeText } from './workbook/write.ts';

/** A CSV file to write: its header, and where its values come from. */
export interface CsvContent {
  header: string[];
  /** VARCHAR expressions, one for each column. */
  values: string[];
  /** What follows them in the query, from FROM on. */
  from: string;
}

/**
 * Writes a CSV file as RFC 4180 has it: UTF-8 without a byte order mark, lines that end with CR LF,
 * and quotes around values that hold quotes, commas or line ends, and around the empty text, which
 * that tells from no value. In a file of one column no value is quoted too: its line would be empty.
 */
export async function writeCsv(
  duck: Duck,
  out: string,
  { header, values, from }: CsvContent,
  signal: AbortSignal | undefined,
): Promise<void> {
  const noValue = values.length === 1 ? '""' : '';
  // One expression for all columns: the time to plan one for each grows with their square.
  const line = (all: string[]): string =>
    `array_to_string(list_transform([${all.join(', ')}], lambda x: ${field('x', noValue)}), ',')`;
  async function* lines(): AsyncGenerator<string> {
    const [[first] = []] = await duck.rows(
      `SELECT ${selectText(line(header.map((name) => `${literal(name)}::VARCHAR`)))}`,
    );
    yield `${first}\r\n`;
    for await (const chunk of duck.chunks(`SELECT ${selectText(line(values))} ${from}`)) {
      yield `${chunk.getColumnValues(0).join('\r\n')}\r\n`;
    }
  }
  await writeText(out, lines(), signal);
}

function field(value: string, noValue: string): string {
  return `CASE WHEN ${value} IS NULL THEN '${noValue}'
    WHEN ${value} = '' OR regexp_matches(${value}, '[",\\r\\n]') THEN '"' || replace(${value}, '"', '""') || '"'
    ELSE ${value} END`;
}
