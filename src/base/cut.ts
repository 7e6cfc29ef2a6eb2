/** The beginning of a text, with an ellipsis where it is cut, in at most so many UTF-16 code units. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  // Half of a pair would be a text that is not well-formed, which no queue takes.
  const isPair = (text.codePointAt(end - 1) ?? 0) > 0xffff;
  return `${text.slice(0, isPair ? end - 1 : end)}…`;
}
