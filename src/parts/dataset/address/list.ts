/**
 * Lists in one parameter: `a,b`. A comma that belongs to an item is written `\,`, a backslash `\\`;
 * before anything else a backslash is a backslash.
 */

/** The items as they are written, still escaped. */
export function splitList(text: string): string[] {
  const items = [''];
  for (const [piece] of text.matchAll(/\\[\\,]|./gsu)) {
    if (piece === ',') items.push('');
    else items.push(items.pop() + piece);
  }
  return items;
}

/** What an item says. */
export function unescapeItem(item: string): string {
  return item.replace(/\\([\\,])/g, '$1');
}

/** An item as it is written in a list. */
export function escapeItem(item: string): string {
  return item.replace(/[\\,]/g, '\\$&');
}
