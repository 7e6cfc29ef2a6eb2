import { prefixOf, type Token, tokenAt, XmlFault } from '../xml/tokens.ts';

/** A piece of a sheet: one of its rows as a whole, or what is between them and around. */
export type SheetPiece = Token | { kind: 'row'; raw: string };

/**
 * Cuts chunks of a sheet into pieces, those of each chunk at once; put together they are the sheet
 * again. Rows are not looked into, which takes a tenth of the time. Throws when the sheet is cut off.
 */
export async function* sheetPieces(chunks: AsyncIterable<string>): AsyncGenerator<SheetPiece[]> {
  let text = '';
  let inData = false;
  let closing = '';
  for await (const chunk of chunks) {
    text += chunk;
    const pieces: SheetPiece[] = [];
    let at = 0;
    for (;;) {
      const token = tokenAt(text, at);
      if (token === undefined) break;
      if (token.kind === 'open' && token.name === 'sheetData') {
        inData = true;
        closing = `</${prefixOf(token.raw)}row`;
      }
      if (token.kind === 'close' && token.name === 'sheetData') inData = false;
      let end = at + token.raw.length;
      const isRow = inData && (token.kind === 'open' || token.kind === 'empty') && token.name === 'row';
      if (isRow && token.kind === 'open') end = elementEnd(text, end, closing);
      if (end < 0) break;
      pieces.push(isRow ? { kind: 'row', raw: text.slice(at, end) } : token);
      at = end;
    }
    text = text.slice(at);
    yield pieces;
  }
  if (text.includes('<')) throw new XmlFault('one of its sheets is cut off');
  if (text !== '') yield [{ kind: 'text', raw: text }];
}

/** Where an element ends, from somewhere inside of it; -1 when the text ends before. */
function elementEnd(text: string, from: number, closing: string): number {
  for (let at = from; ; ) {
    const end = text.indexOf(closing, at);
    if (end < 0) return -1;
    // In comments and CDATA sections nothing is closed.
    const other = text.slice(at, end).indexOf('<!');
    if (other < 0) {
      const bracket = text.indexOf('>', end);
      return bracket < 0 ? -1 : bracket + 1;
    }
    const skipped = tokenAt(text, at + other);
    if (skipped === undefined) return -1;
    at += other + skipped.raw.length;
  }
}
