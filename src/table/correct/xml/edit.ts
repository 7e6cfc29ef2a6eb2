import { opened, prefixOf, tokensOf, withAttribute, XmlFault } from './tokens.ts';

/** The text without the elements that are named gone by their name and tag; what they hold goes with them. */
export function withoutElements(text: string, gone: (name: string, tag: string) => boolean): string {
  let skipping: string | undefined;
  return tokensOf(text)
    .map((token) => {
      if (skipping !== undefined) {
        if (token.kind === 'close' && token.name === skipping) skipping = undefined;
        return '';
      }
      if ((token.kind === 'open' || token.kind === 'empty') && gone(token.name, token.raw)) {
        if (token.kind === 'open') skipping = token.name;
        return '';
      }
      return token.raw;
    })
    .join('');
}

/** The text with one more element at the end of the first element with that name. */
export function appendChild(text: string, parent: string, child: (prefix: string) => string): string {
  const tokens = tokensOf(text);
  const at = tokens.findIndex((token) => token.kind !== 'close' && 'name' in token && token.name === parent);
  const token = tokens[at];
  if (token === undefined) throw new XmlFault(`it has no <${parent}> where one must be`);
  const prefix = prefixOf(token.raw);
  if (token.kind === 'empty') {
    tokens[at] = { kind: 'other', raw: `${opened(token.raw)}${child(prefix)}</${prefix}${parent}>` };
  } else {
    const end = tokens.findIndex(
      (other, index) => index > at && other.kind === 'close' && other.name === parent,
    );
    tokens.splice(end, 0, { kind: 'other', raw: child(prefix) });
  }
  return tokens.map(({ raw }) => raw).join('');
}

/**
 * The root element of a text with an element in its place among the children, as the order says:
 * with attributes set on it if it is there, else made new.
 */
export function setChild(
  text: string,
  root: string,
  name: string,
  attributes: Record<string, string>,
  order: string[],
): string {
  const tokens = tokensOf(text);
  const set = (tag: string): string =>
    Object.entries(attributes).reduce((done, [key, value]) => withAttribute(done, key, value), tag);
  const before = new Set(order.slice(0, order.indexOf(name)));
  let depth = 0;
  let prefix = '';
  let behind = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'close') depth--;
    const isTag = token.kind === 'open' || token.kind === 'empty';
    if (isTag && depth === 0 && token.name === root) {
      prefix = prefixOf(token.raw);
      behind = index + 1;
    }
    if (isTag && depth === 1 && token.name === name) {
      tokens[index] = { ...token, raw: set(token.raw) };
      return tokens.map(({ raw }) => raw).join('');
    }
    if (depth === 1 && (token.kind === 'close' || token.kind === 'empty') && before.has(token.name))
      behind = index + 1;
    if (token.kind === 'open') depth++;
  }
  tokens.splice(behind, 0, { kind: 'other', raw: set(`<${prefix}${name}/>`) });
  return tokens.map(({ raw }) => raw).join('');
}
