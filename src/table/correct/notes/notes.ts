import { parseCell } from '../sheet/cell.ts';
import {
  attribute,
  decode,
  encode,
  encodeText,
  opened,
  prefixOf,
  type Token,
  tokensOf,
  withAttribute,
  XmlFault,
} from '../xml/tokens.ts';

/** A note on a cell. */
export interface Note {
  /** `B7`. */
  cell: string;
  text: string;
}

const author = 'Holdall';

/** A part with the notes of a sheet that has none yet; the namespace is that of the sheet. */
export function newComments(notes: Note[], namespace: string): string {
  return appendComments(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="${encode(namespace)}"><authors/><commentList/></comments>`,
    notes,
  ).text;
}

/**
 * A part of notes with more of them. A cell has one note: what is added to one that is there goes
 * below its text. Returns those that are new, which need a shape each. A cell with a conversation
 * (threaded comments) keeps it as it is, since programs replace its note with the conversation.
 */
export function appendComments(part: string, notes: Note[]): { text: string; added: Note[] } {
  const waiting = new Map(notes.map((note) => [note.cell, note]));
  const authors: string[] = [];
  let out = '';
  let prefix = '';
  let comment: Note | undefined;
  let own = 0;
  const comments = (): string => [...waiting.values()].map((note) => commentXml(note, own, prefix)).join('');
  const authorXml = (): string => `<${prefix}author>${author}</${prefix}author>`;
  let text: Token[] | undefined;
  let added: Note[] = [];
  let inAuthor = '';
  for (const token of tokensOf(part)) {
    const name = 'name' in token ? token.name : '';
    if (token.kind === 'empty' && name === 'authors') {
      out += `${opened(token.raw)}${authorXml()}</${prefix}authors>`;
      continue;
    }
    if (token.kind === 'empty' && name === 'commentList') {
      added = [...waiting.values()];
      out += `${opened(token.raw)}${comments()}</${prefix}commentList>`;
      continue;
    }
    if (token.kind === 'open' && name === 'comments') prefix = prefixOf(token.raw);
    if (token.kind === 'open' && name === 'author') inAuthor = '';
    if (token.kind === 'text') inAuthor += decode(token.raw);
    if ((token.kind === 'close' || token.kind === 'empty') && name === 'author') {
      authors.push(token.kind === 'empty' ? '' : inAuthor);
    }
    if (token.kind === 'close' && name === 'authors') {
      own = authors.indexOf(author);
      if (own < 0) {
        own = authors.length;
        out += authorXml();
      }
    }
    if (token.kind === 'open' && name === 'comment') {
      const cell = attribute(token.raw, 'ref') ?? '';
      comment = waiting.get(cell);
      waiting.delete(cell);
      if (authors[Number(attribute(token.raw, 'authorId'))]?.startsWith('tc=')) comment = undefined;
    }
    if (comment && name === 'text') {
      if (token.kind === 'empty') {
        out += `${opened(token.raw)}${run(comment.text, prefix)}</${prefix}text>`;
      } else if (token.kind === 'open') text = [token];
      else if (text) {
        out += `${asRuns(text, prefix)}${run(`\n\n${comment.text}`, prefix)}${token.raw}`;
        text = undefined;
      }
      continue;
    }
    if (text) {
      text.push(token);
      continue;
    }
    if (token.kind === 'close' && name === 'commentList') {
      added = [...waiting.values()];
      out += comments();
    }
    out += token.raw;
  }
  return { text: out, added };
}

/** A plain text as a run, behind which more can stand. */
function asRuns([open, ...inside]: Token[], prefix: string): string {
  const raw = inside.map((token) => token.raw).join('');
  const plain = inside.find((token) => 'name' in token);
  const wrapped = plain && 'name' in plain && plain.name === 't' ? `<${prefix}r>${raw}</${prefix}r>` : raw;
  return `${open?.raw ?? ''}${wrapped}`;
}

function commentXml({ cell, text }: Note, authorId: number, prefix: string): string {
  return `<${prefix}comment ref="${cell}" authorId="${authorId}"><${prefix}text>${run(text, prefix)}</${prefix}text></${prefix}comment>`;
}

function run(text: string, prefix: string): string {
  return `<${prefix}r><${prefix}rPr><${prefix}sz val="9"/><${prefix}color indexed="81"/><${prefix}rFont val="Tahoma"/><${prefix}family val="2"/></${prefix}rPr><${prefix}t xml:space="preserve">${encodeText(text)}</${prefix}t></${prefix}r>`;
}

/** Ids of shapes come in blocks of this many, and a sheet names the blocks that its shapes are of. */
const blockSize = 1024;

/** The blocks of shape ids that a drawing uses. */
export function usedBlocks(drawing: string): number[] {
  const blocks = [...drawing.matchAll(/<[^<>]*\bidmap\b[^<>]*\bdata\s*=\s*["']([^"']*)["']/g)].flatMap(
    ([, list = '']) => list.split(',').map(Number),
  );
  const shapes = [...drawing.matchAll(/_s(\d{4,})\b/g)].map(([, id]) => Math.floor(Number(id) / blockSize));
  return [...blocks, ...shapes].filter((block) => Number.isSafeInteger(block));
}

/** A drawing with the shapes of notes, as spreadsheets want one for each; from `block` on ids are free. */
export function appendShapes(drawing: string | undefined, notes: Note[], block: number): string {
  const count = Math.ceil(notes.length / (blockSize - 1));
  const blocks = Array.from({ length: count }, (_, index) => block + index);
  const text =
    drawing ??
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>`;
  const idmap = /<[^<>]*\bidmap\b[^<>]*>/.exec(text);
  const numbered = idmap
    ? text.replace(idmap[0], () =>
        withAttribute(
          idmap[0],
          'data',
          [attribute(idmap[0], 'data') ?? '', ...blocks].filter((part) => part !== '').join(','),
        ),
      )
    : text;
  const shapes = notes.map((note, index) =>
    shape(note, blocks[Math.floor(index / (blockSize - 1))] ?? block, (index % (blockSize - 1)) + 1),
  );
  const type = numbered.includes(`id="${shapeType}"`) ? '' : shapeTypeXml;
  const end = numbered.lastIndexOf('</xml>');
  if (end < 0) throw new XmlFault('the drawing of its notes is damaged');
  return `${numbered.slice(0, end)}${type}${shapes.join('')}${numbered.slice(end)}`;
}

const shapeType = '_x0000_t202';

/** The names are declared on each element: a drawing that is there may have others for them. */
const namespaces =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';

const shapeTypeXml = `<v:shapetype ${namespaces} id="${shapeType}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`;

/** The box of a note, hidden until the pointer is on its cell: two columns wide, and high enough for its lines. */
function shape({ cell, text }: Note, block: number, index: number): string {
  const { column, row } = parseCell(cell) ?? { column: 0, row: 1 };
  const lines = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 32), 1);
  const top = Math.max(0, row - 2);
  const anchor = [column + 1, 15, top, 10, column + 4, 15, top + Math.min(lines, 20), 14];
  return `<v:shape ${namespaces} id="_x0000_s${block * blockSize + index}" type="#${shapeType}" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor.join(', ')}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}
