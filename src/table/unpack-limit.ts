import { UserError } from '../base/error.ts';
import { formatBytes } from '../base/format.ts';

/** No file of a table unpacks to more than this. */
export const maxUnpacked = 32e9;

/** Past this, what unpacks to more than `maxRatio` times its size is taken for a bomb. */
const harmless = 256e6;

/** Deflate reaches 1,032; tables, even of zeros alone, stay far below. */
const maxRatio = 500;

/**
 * Throws a `UserError` when so many bytes have come out of so few that the archive is made to
 * exhaust whoever unpacks it.
 */
export function checkUnpacked(unpacked: number, packed: number, source: string): void {
  if (unpacked <= harmless) return;
  if (unpacked <= maxUnpacked && unpacked <= maxRatio * packed) return;
  throw new UserError(
    unpacked > maxUnpacked
      ? `The file unpacks to more than ${formatBytes(maxUnpacked)}.`
      : `The file unpacks to more than ${maxRatio} times its size, as no table does.`,
    { hint: 'It may be made to exhaust memory: unpack and look at it yourself.', at: { file: source } },
  );
}
