/**
 * Patching XML without rewriting it: a text is cut into tokens whose raw texts, put together, are
 * the text again, so that everything that is not changed stays as it was, byte by byte.
 */
export type Token =
  | { kind: 'open' | 'empty'; name: string; raw: string }
  | { kind: 'close'; name: string; raw: string }
  /** Text between tags, comments, CDATA, processing instructions. */
  | { kind: 'text' | 'other'; raw: string };

/** XML that is damaged, cut off, or of a kind that spreadsheets do not write: the message says how. */
export class XmlFault extends Error {}

/** The tokens of a whole document. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (token === undefined) {
      tokens.push({ kind: 'text', raw: text.slice(at) });
      break;
    }
    tokens.push(token);
    at += token.raw.length;
  }
  return tokens;
}

/** The token that begins at a place, unless the text ends before it does. */
export function tokenAt(text: string, start: number): Token | undefined {
  const tag = text.indexOf('<', start);
  if (tag > start) return { kind: 'text', raw: text.slice(start, tag) };
  const end = tag < 0 ? undefined : tagEnd(text, tag);
  return end === undefined ? undefined : tagToken(text.slice(tag, end));
}

/** Where the tag that begins at `start` ends, if it does. A `>` in an attribute does not end it. */
function tagEnd(text: string, start: number): number | undefined {
  const after = (mark: string): number | undefined => {
    const found = text.indexOf(mark, start);
    return found < 0 ? undefined : found + mark.length;
  };
  const second = text.charCodeAt(start + 1);
  if (Number.isNaN(second)) return undefined;
  if (second === 63) return after('?>');
  if (second === 33) {
    if (text.startsWith('<!--', start)) return after('-->');
    if (text.startsWith('<![CDATA[', start)) return after(']]>');
    // It cannot be told yet which of them it is.
    if (text.length - start < 9) return undefined;
    throw new XmlFault('one of its parts has a document type');
  }
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 62) return at + 1;
    if (code !== 34 && code !== 39) continue;
    at = text.indexOf(code === 34 ? '"' : "'", at + 1);
    if (at < 0) return undefined;
  }
  return undefined;
}

function tagToken(raw: string): Token {
  const second = raw.charCodeAt(1);
  if (second === 63 || second === 33) return { kind: 'other', raw };
  const close = second === 47;
  const [name = ''] = raw.slice(close ? 2 : 1).split(/[\s/>]/, 1);
  const local = name.slice(name.indexOf(':') + 1);
  if (close) return { kind: 'close', name: local, raw };
  return { kind: raw.endsWith('/>') ? 'empty' : 'open', name: local, raw };
}

/** The tag of an empty element as one that opens; any other as it is. */
export function opened(tag: string): string {
  return tag.replace(/\s*\/>$/, '>');
}

/** The tag of a document's root. */
export function rootOf(text: string): string {
  return tokensOf(text).find(({ kind }) => kind === 'open' || kind === 'empty')?.raw ?? '';
}

/** The prefix of a tag's name with its colon, or nothing. */
export function prefixOf(tag: string): string {
  return /^<\/?([^\s/>:]+:)/.exec(tag)?.[1] ?? '';
}

/** An attribute of a tag, decoded, by its name as it is written there. */
export function attribute(tag: string, name: string): string | undefined {
  return findAttribute(tag, (written) => written === name)?.value;
}

/** An attribute whose name has a prefix, whichever, by the rest of its name: `id` of `r:id`. */
export function prefixedAttribute(tag: string, local: string): string | undefined {
  return findAttribute(tag, (written) => written.endsWith(`:${local}`))?.value;
}

/** The tag with an attribute set, or taken out when there is no value. */
export function withAttribute(tag: string, name: string, value: string | undefined): string {
  const found = findAttribute(tag, (written) => written === name);
  const written = value === undefined ? '' : ` ${name}="${encode(value)}"`;
  if (found) return tag.slice(0, found.start) + written + tag.slice(found.end);
  const end = tag.endsWith('/>') ? tag.length - 2 : tag.length - 1;
  return tag.slice(0, end).trimEnd() + written + tag.slice(end);
}

/** The prefix that a tag binds to one of these namespaces, with its colon; empty for the default one. */
export function boundPrefix(tag: string, namespaces: string[]): string | undefined {
  const found = findAttribute(tag, (name, value) => name.startsWith('xmlns') && namespaces.includes(value));
  if (found === undefined) return undefined;
  return found.name === 'xmlns' ? '' : `${found.name.slice('xmlns:'.length)}:`;
}

interface Attribute {
  name: string;
  value: string;
  start: number;
  end: number;
}

function findAttribute(tag: string, wanted: (name: string, value: string) => boolean): Attribute | undefined {
  for (const match of tag.matchAll(/\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const [all, name = '', double, single] = match;
    const value = decode(double ?? single ?? '');
    if (wanted(name, value)) return { name, value, start: match.index, end: match.index + all.length };
  }
  return undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** A text as it is written between tags and in attributes. What XML cannot hold is left out. */
export function encode(text: string): string {
  return text
    .replaceAll(/[&<>"\r\n\t]/g, (character) => named[character] ?? character)
    .replaceAll(unwritable, '');
}

const named: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** A text of a cell or a note, where spreadsheets write what XML cannot hold as `_x0007_`. */
export function encodeText(text: string): string {
  const escaped = text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(
      unwritable,
      (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    );
  return encode(escaped);
}

/** What an encoded text stands for. */
export function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(lt|gt|amp|quot|apos));/g, (_, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name)] ?? '';
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
