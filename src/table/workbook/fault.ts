import { UserError } from '../../base/error.ts';

/** Something in the workbook that no spreadsheet writes: it is damaged, cut off, or another's work. */
export function damaged(source: string, reason: string, cause?: unknown): UserError {
  return new UserError(`The workbook cannot be read: ${reason}.`, {
    hint: 'It may be damaged or cut off: open it in a spreadsheet and save it again as .xlsx.',
    at: { file: source },
    ...(cause !== undefined && { cause }),
  });
}
