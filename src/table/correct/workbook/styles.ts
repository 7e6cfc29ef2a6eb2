import { attribute, opened, prefixOf, tokensOf, withAttribute } from '../xml/tokens.ts';

/** What a fill marks. */
export type MarkKind = 'corrected' | 'rejected' | 'dropped';

/** The fill colours of what is marked, as ARGB. */
export const markColours: Record<MarkKind, string> = {
  corrected: 'FFFFEB9C',
  rejected: 'FFF8CBAD',
  dropped: 'FFD9D9D9',
};

/** The styles of a workbook, to which marked ones are added as they are asked for. */
export interface Styles {
  /** What the number format of a style is for. */
  formatOf(style: number): 'date' | 'text' | 'other';
  /** A style like this one, with the fill of a mark, and another number format if one is given. */
  marked(style: number, kind: MarkKind, format?: NumberFormat): number;
  /** A style of the sheets that are added. */
  own(style: OwnStyle): number;
  /** The part with all that was added. */
  text(): string;
}

/** Number formats that spreadsheets have built in: General, and date (and time) as the locale has them. */
const numberFormats = { general: 0, date: 14, timestamp: 22 };
export type NumberFormat = keyof typeof numberFormats;

/** Styles of the sheets that are added: the line above all, the names of columns, values, and links. */
export type OwnStyle = 'title' | 'header' | 'text' | 'link';

const ownStyles: Record<OwnStyle, { font?: string; fill?: string; alignment: string }> = {
  title: { font: '<b/><sz val="14"/><name val="Calibri"/><family val="2"/>', alignment: 'vertical="center"' },
  header: {
    font: '<b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/>',
    fill: 'FF44546A',
    alignment: 'vertical="center"',
  },
  text: { alignment: 'horizontal="left" vertical="top" wrapText="1"' },
  link: {
    font: '<u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/><family val="2"/>',
    alignment: 'horizontal="left" vertical="top"',
  },
};

function solidFill(colour: string, prefix: string): string {
  return prefixed(
    `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`,
    prefix,
  );
}

/** XML of elements without a prefix, with one. */
function prefixed(xml: string, prefix: string): string {
  return xml.replaceAll(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}`);
}

/** What a workbook without styles has. */
const noStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

/** Reads the styles part of a workbook. */
export function readStyles(part: string = noStyles): Styles {
  const lists = {
    fonts: readList(part, 'fonts'),
    fills: readList(part, 'fills'),
    xfs: readList(part, 'cellXfs'),
  };
  const formats = new Map(
    readList(part, 'numFmts').items.map((item) => [
      attribute(item, 'numFmtId') ?? '',
      attribute(item, 'formatCode') ?? '',
    ]),
  );
  const prefix = prefixOf(tokensOf(part).find(({ kind }) => kind === 'open')?.raw ?? '');
  const added = { fonts: [] as string[], fills: [] as string[], xfs: [] as string[] };
  const known = new Map<string, number>();

  /** The number of an item that is added once for each key. */
  const once = (list: keyof typeof added, key: string, make: () => string): number => {
    const found = known.get(`${list} ${key}`);
    if (found !== undefined) return found;
    const item = make();
    const number = lists[list].items.length + added[list].push(item) - 1;
    known.set(`${list} ${key}`, number);
    return number;
  };
  const xf = (style: number): string =>
    lists.xfs.items[style] ??
    lists.xfs.items[0] ??
    `<${prefix}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`;
  const fill = (kind: MarkKind): number => once('fills', kind, () => solidFill(markColours[kind], prefix));
  return {
    formatOf: (style) => {
      const id = attribute(xf(style), 'numFmtId') ?? '0';
      return formatKind(Number(id), formats.get(id));
    },
    marked: (style, kind, format) =>
      once('xfs', `${style} ${kind} ${format ?? ''}`, () => {
        const filled = withTagAttributes(xf(style), { fillId: String(fill(kind)), applyFill: '1' });
        if (format === undefined) return filled;
        return withTagAttributes(filled, {
          numFmtId: String(numberFormats[format]),
          applyNumberFormat: '1',
        });
      }),
    own: (style) => {
      const { font, fill, alignment } = ownStyles[style];
      const fontId =
        font === undefined ? 0 : once('fonts', style, () => prefixed(`<font>${font}</font>`, prefix));
      const fillId = fill === undefined ? 0 : once('fills', style, () => solidFill(fill, prefix));
      const applied = `applyFont="1" applyFill="1" applyAlignment="1"`;
      const xml = `<xf numFmtId="0" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0" ${applied}><alignment ${alignment}/></xf>`;
      return once('xfs', style, () => prefixed(xml, prefix));
    },
    text: () => {
      // From the end to the beginning, so that the places that were found stay right.
      const changes = (['fonts', 'fills', 'xfs'] as const)
        .filter((list) => added[list].length > 0)
        .sort((one, other) => lists[other].start - lists[one].start);
      let text = part;
      for (const list of changes) {
        const { start, end, tag, items } = lists[list];
        const all = [...items, ...added[list]];
        const openedTag = withAttribute(opened(tag), 'count', String(all.length));
        const name = /^<([^\s/>]+)/.exec(tag)?.[1];
        // What stood inside is kept as it was, with what is between its items.
        const inside = text.slice(start + tag.length, end).replace(/<\/[^>]*>$/, '');
        text = `${text.slice(0, start)}${openedTag}${inside}${added[list].join('')}</${name}>${text.slice(end)}`;
      }
      return text;
    },
  };
}

interface List {
  /** Where the list begins and ends in the part. */
  start: number;
  end: number;
  /** Its opening tag. */
  tag: string;
  /** Its elements as they are written. */
  items: string[];
}

/** A list of the styles: the element with this name, right below the root. */
function readList(part: string, name: string): List {
  const list: List = { start: part.length, end: part.length, tag: '', items: [] };
  let depth = 0;
  let at = 0;
  let item = '';
  let inside = false;
  for (const token of tokensOf(part)) {
    const start = at;
    at += token.raw.length;
    if (token.kind === 'close') depth--;
    if (inside && depth === 1 && token.kind === 'close') return { ...list, end: at };
    if (inside && (depth > 2 || (token.kind !== 'text' && token.kind !== 'other'))) item += token.raw;
    if (inside && depth === 2 && (token.kind === 'close' || token.kind === 'empty')) {
      list.items.push(item);
      item = '';
    }
    if (depth === 1 && (token.kind === 'open' || token.kind === 'empty') && token.name === name) {
      list.start = start;
      list.tag = token.raw;
      inside = true;
      if (token.kind === 'empty') return { ...list, end: at };
    }
    if (token.kind === 'open') depth++;
  }
  return list;
}

/** The element with attributes of its own tag set. */
function withTagAttributes(element: string, attributes: Record<string, string>): string {
  const end = (tokensOf(element)[0]?.raw ?? '').length;
  let tag = element.slice(0, end);
  for (const [name, value] of Object.entries(attributes)) tag = withAttribute(tag, name, value);
  return tag + element.slice(end);
}

/** What a number format is for. Those without a code are built in; some of those depend on the language. */
function formatKind(id: number, code: string | undefined): 'date' | 'text' | 'other' {
  if (code === undefined) {
    if (id === 49) return 'text';
    const isDate =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return isDate ? 'date' : 'other';
  }
  if (code === '@') return 'text';
  // Texts, colours and conditions left out; `General` is the one format of letters that is none of a date.
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General/gi, '');
  return /[ymdhs]/i.test(bare) ? 'date' : 'other';
}
