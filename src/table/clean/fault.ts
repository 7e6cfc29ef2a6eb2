import { UserError } from '../../base/error.ts';
import { ExpressionFault } from './expression/fault.ts';

/** An error of the spec, at a JSON pointer into it. */
export function wrongSpec(message: string, pointer: string, hint?: string): UserError {
  return new UserError(message, { at: { pointer }, exitCode: 2, ...(hint !== undefined && { hint }) });
}

/** What is wrong with an expression, as the user is told; anything else that was thrown as it is. */
export function expressionError(thrown: unknown, text: string, pointer: string): unknown {
  return thrown instanceof ExpressionFault ? wrongSpec(thrown.tell(text), pointer) : thrown;
}
