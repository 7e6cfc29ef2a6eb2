/** Without leaders, colons, stars and the line's number before it. */
export const cleaned = (text: string): string =>
  text
    .replace(/^(.{3,}?)[\s.…·_]{4,}.*$/u, '$1')
    .replace(/[.…_:*\s·•|=]+$/u, '')
    .replace(/^[^\p{L}\p{N}(¿¡"«„]+/u, '')
    .replace(/^(?:\d{1,3}\s?[a-z]?[.)/:]*|[a-zA-Z][.)])\s+(?=\S{2}|\p{Lu}\s)/u, '')
    .replace(/\s*\*+\s*/gu, ' ')
    .replace(
      /\s*\((?:required|mandatory|obligatoire|champ obligatoire|pflichtfeld|pflichtangabe|obligatorio|obbligatorio)\)/iu,
      '',
    )
    .trim();

/** Whether words say that an answer must be given. */
export const saysRequired = (text: string): boolean =>
  /\*|\b(?:required|mandatory|obligatoire|pflichtfeld|pflichtangabe|obligatorio|obbligatorio)\b/iu.test(text);

/** Whether words say that several answers may be ticked. */
export const saysSeveral = (text: string): boolean =>
  /\ball (?:that|which)\b|\b(?:tick|check|mark|choose|select|circle) all\b|\bany of the following|\bmore than one|\bone or more|\bas many as|\bmultiple|\bplusieurs|toutes les (?:cases|réponses)|\bmehrere|\bmehrfach|alle[sn]? zutreffende|\bvarias\b|todas las que|\bpiù (?:di una|risposte)/iu.test(
    text,
  );

/** Whether words say that only one answer may be ticked. */
export const saysOne = (text: string): boolean =>
  /\b(?:one|single) (?:only|answer|box)|\bonly one|\bune seule|\bun seul|\bnur eine?\b|\bsolo una?\b|\buna sola\b/iu.test(
    text,
  );

/** Whether an answer is one of a pair that leaves no third. */
export const isYesOrNo = (text: string): boolean =>
  /^(?:yes|no|oui|non|ja|nein|sí|si|sì)$/iu.test(text.replace(/[^\p{L}]+/gu, ''));

/** Whether words ask, or announce answers. */
export const asks = (text: string): boolean => /[?:？]\s*\*?$/u.test(text.trim());

/**
 * What a blank in a running sentence is for: the words right before it, from the last comma or full
 * stop on, or from the last capital letter; four at most.
 */
export function tailOf(text: string): string {
  const all = text
    .trim()
    .replace(/[.…_:\s]+$/u, '')
    .split(/\s+/);
  const last = all.slice(-5);
  const stop = last.findLastIndex((word, index) => /[,.;:]$/.test(word) && index < last.length - 1);
  if (stop >= 0) return last.slice(stop + 1).join(' ');
  const few = all.slice(-4);
  const capital = few.findIndex((word) => /^\p{Lu}/u.test(word));
  return few.slice(Math.max(0, capital)).join(' ');
}

/** Answers that have one form everywhere, or wherever their label is used. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\biban\b/i, '[A-Za-z]{2} ?[0-9]{2}[A-Za-z0-9 ]{11,40}'],
  [/\b(?:bic|swift)\b/i, '[A-Za-z]{6}[A-Za-z0-9]{2}(?:[A-Za-z0-9]{3})?'],
  [/\b(?:plz|postleitzahl)\b/i, '[0-9]{4,5}'],
  [/\bzip(?: code)?\b/i, '[0-9]{5}(?:-?[0-9]{4})?'],
  [/\b(?:ssn|social security number)\b/i, '[0-9]{3}-?[0-9]{2}-?[0-9]{4}'],
];

/** The regular expression that an answer fits, where the label leaves no doubt. */
export const patternOf = (label: string): string | undefined =>
  patterns.find(([words]) => words.test(label) && label.split(/\s+/).length < 5)?.[1];
