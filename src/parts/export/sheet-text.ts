/** A cell takes no longer text. */
const longestText = 32_767;

/** As a sheet can hold it: what XML has no character for is replaced, what is too long is cut. */
export function textCell(text: string): string {
  const cut = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  // `_x0041_` stands for a character in a sheet, so the text that looks so is escaped.
  return cut
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** A table's name as that of a sheet: at most 31 characters, without those that have a meaning there. */
export function sheetName(name: string): string {
  const allowed = name
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
    .replace(/[[\]:*?/\\\u0000-\u001f\ufffe\uffff]/g, ' ')
    .slice(0, 27)
    .toWellFormed()
    .replace(/^['\s]+|['\s]+$/g, '');
  return allowed === '' || allowed.toLowerCase() === 'history' ? 'Table' : allowed;
}
