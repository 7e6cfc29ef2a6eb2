import { ExpressionFault } from './fault.ts';
import { parseExpression } from './parse.ts';

/** What is wrong with the text of an expression, in a sentence; undefined when it is in order. */
export function expressionProblem(text: string): string | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionFault) return error.tell(text);
    throw error;
  }
}
