/** An opening or empty element of a small XML part. */
export interface XmlElement {
  /** Without its prefix. */
  name: string;
  attributes: Record<string, string>;
}

const tag = /<!--[\s\S]*?-->|<(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;
const attribute = /(?:([\w.-]+):)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The elements of a small XML part (the list of sheets, styles) in the order in which they open.
 * Attributes are known by their names without prefix, but `r:id` is `r:id`, whatever its prefix.
 */
export function xmlElements(text: string): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const [, name, rest] of text.matchAll(tag)) {
    if (name === undefined) continue;
    const attributes: Record<string, string> = {};
    for (const [, prefix, key = '', double, single] of (rest ?? '').matchAll(attribute)) {
      attributes[prefix !== undefined && key === 'id' ? 'r:id' : key] = unescapeXml(double ?? single ?? '');
    }
    elements.push({ name, attributes });
  }
  return elements;
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A text with its entities and CDATA sections resolved, and its line ends as XML has them. */
export function unescapeXml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(
      /<!\[CDATA\[([\s\S]*?)\]\]>|&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
      (whole, data: string | undefined, hex: string, decimal: string, name: string) => {
        if (data !== undefined) return data;
        if (name !== undefined) return named[name] ?? whole;
        const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );
}

/** What spreadsheets write for characters that XML cannot hold: `_x000D_` is a carriage return. */
export function unescapeSpreadsheet(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
