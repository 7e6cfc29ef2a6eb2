import { bodyOf } from '../../../base/body.ts';
import { attachment } from '../../download.ts';
import type { Selection } from '../query.ts';
import { batchesOf } from './batches.ts';
import type { Export, Source } from './export.ts';
import { type FormatName, formatNames, formats } from './formats.ts';

/** Which of the selected rows to send, as what. */
export interface Sending {
  selection: Selection;
  columns: readonly number[];
  format: FormatName;
  offset?: number;
  limit?: number;
  mark?: boolean;
}

/**
 * Answers with a file of the rows, as a stream: nothing is read before the receiver takes it, and no
 * more once it has left. Browsers save it under the table's name.
 */
export function sendExport({ format, offset = 0, limit = Infinity, ...what }: Sending): Response {
  return sendAs(format, { ...what, batches: batchesOf(what.selection, offset, limit) });
}

/** Answers with a file of any rows, in the same way. */
export function sendAs(format: FormatName, what: Export): Response {
  return new Response(bodyOf(formats[format].write(what)), { headers: headersOf(format, what.selection) });
}

/** The headers of a file, for one who asks for these alone. */
export function headersOf(format: FormatName, { table }: Source): Record<string, string> {
  return {
    'content-type': formats[format].type,
    'content-disposition': attachment(`${table.name}.${format}`),
  };
}

/** The format that an `Accept` header asks for by its very name; undefined where it asks for none. */
export function acceptedFormat(accept: string | undefined): FormatName | undefined {
  const wanted = (accept ?? '')
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';')[0]?.trim());
  return formatNames.find((name) => wanted.includes(formats[name].type.split(';')[0]));
}
