/** An expression that cannot be understood or worked out. */
export class ExpressionFault extends Error {
  /** The character, from 1, at which that shows. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }

  /** What is wrong with the expression of this text, in a sentence. */
  tell(text: string): string {
    const end = /[.?]$/.test(this.message) ? '' : '.';
    return `The expression ${text} has a fault at its character ${this.at}: ${this.message}${end}`;
  }
}
