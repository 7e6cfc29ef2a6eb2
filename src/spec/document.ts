import {
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Problem } from './problem.ts';

/** A parsed JSONC text that can say where each value stands. */
export interface Document {
  value: unknown;
  /** What is wrong with the text itself; the value is not to be used then. */
  problems: Problem[];
  /** A problem at a value, or at its key (`atKey`), or at the nearest thing around that exists. */
  problemAt(path: JSONPath, problem: { message: string; allowed?: string }, atKey?: boolean): Problem;
}

/** Parses JSON with comments and trailing commas. Never throws. */
export function parseDocument(text: string, file: string): Document {
  const lineOf = lineFinder(text);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors
    .map(
      (error): Problem => ({
        file,
        ...lineOf(error.offset),
        pointer: '',
        message: `This is not JSON: ${jsonErrors[printParseErrorCode(error.error)] ?? 'it cannot be read'}.`,
      }),
    )
    // One slip makes the parser stumble on; the first of a line is the one to mend.
    .filter(({ line }, index, all) => all.findIndex((other) => other.line === line) === index);
  if (root) problems.push(...duplicateKeys(root, file, lineOf));

  function problemAt(path: JSONPath, problem: { message: string; allowed?: string }, atKey = false): Problem {
    const node = root && findNodeAtLocation(root, path);
    let shown = node;
    for (let length = path.length; !shown && root && length > 0; )
      shown = findNodeAtLocation(root, path.slice(0, --length));
    const key = atKey && shown?.parent?.type === 'property' ? shown.parent.children?.[0] : undefined;
    return {
      file,
      ...lineOf((key ?? shown)?.offset ?? 0),
      pointer: toPointer(path),
      ...problem,
      ...(node && !atKey ? { found: excerpt(text.slice(node.offset, node.offset + node.length)) } : {}),
    };
  }

  return { value: root && toValue(root), problems, problemAt };
}

/** A JSON pointer (RFC 6901) of a path. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const jsonErrors: Record<string, string> = {
  InvalidSymbol: 'a word stands here that is no JSON value; text needs double quotes',
  InvalidNumberFormat: 'this number is not written as JSON writes numbers',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace } is missing',
  CloseBracketExpected: 'a closing bracket ] is missing',
  EndOfFileExpected: 'something stands behind the end',
  UnexpectedEndOfComment: 'a comment does not end',
  UnexpectedEndOfString: 'a closing double quote is missing',
  UnexpectedEndOfNumber: 'a number breaks off',
  InvalidUnicode: 'a \\u escape is not followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'a backslash is followed by a character that JSON does not escape',
  InvalidCharacter: 'a control character stands in a text',
};

function lineFinder(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  return (offset) => {
    let line = starts.findIndex((start) => start > offset);
    if (line < 0) line = starts.length;
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}

/** JSON itself lets a later key silently win over an earlier one; here it is a mistake. */
function duplicateKeys(
  node: Node,
  file: string,
  lineOf: (offset: number) => { line: number; column: number },
  path: JSONPath = [],
): Problem[] {
  const seen = new Map<string, number>();
  return (node.children ?? []).flatMap((child, index) => {
    if (node.type === 'array') return duplicateKeys(child, file, lineOf, [...path, index]);
    const [key, value] = child.children ?? [];
    const name = String(key?.value);
    const first = seen.get(name);
    seen.set(name, first ?? child.offset);
    const own: Problem[] =
      first === undefined
        ? []
        : [
            {
              file,
              ...lineOf(child.offset),
              pointer: toPointer([...path, name]),
              message: `"${name}" stands here a second time, after line ${lineOf(first).line}: keep one of them.`,
            },
          ];
    return [...own, ...(value ? duplicateKeys(value, file, lineOf, [...path, name]) : [])];
  });
}

/** The value of a tree; keys such as `__proto__` become plain keys. */
function toValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(toValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    (node.children ?? []).flatMap((child) => {
      const [key, value] = child.children ?? [];
      return value ? [[String(key?.value), toValue(value)]] : [];
    }),
  );
}

function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
