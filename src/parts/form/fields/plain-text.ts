/** No answer is longer, for no cell of a workbook takes more. */
export const longestAnswer = 32_000;

/** A text on one line, as it is kept: without blanks around it, composed, without control characters. */
export function oneLine(text: string): string {
  // Not by one expression: that looks at each of many blanks again for each of them.
  const lines = severalLines(text).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** A text of several lines, as it is kept: lines end with LF. */
export function severalLines(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(/\t/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
      .trim()
  );
}

/** Digits, letters and signs of full width (`１２`) as plain ones. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

/** A text for comparing: neither letters' case nor accents nor the width of blanks count. */
export function folded(text: string): string {
  return halfWidth(text).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The letters of a text as people count them: a letter with its accents is one. */
export function lettersOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
