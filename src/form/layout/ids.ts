import type { Field } from './types.ts';

type Named = Pick<Field, 'label' | 'kind' | 'section'> & { id?: string };

/** The longest id, in letters, before a section or a number is put to it. */
const longest = 32;

/**
 * Gives each field an id by its label: short and readable, each once. Where labels are the same, that
 * of the section goes before; where these are the same as well, a number behind. One that has an id keeps it.
 */
export function withIds<T extends Named>(fields: readonly T[]): (T & { id: string })[] {
  const plain = fields.map(({ id, label, kind }) => id ?? (slug(label) || kind));
  const used = new Set<string>();
  return fields.map((field, index) => {
    const own = plain[index] as string;
    const same = fields.filter((_, other) => plain[other] === own);
    const isBySection = new Set(same.map(({ section }) => section)).size > 1;
    const section = isBySection ? slug(field.section ?? '', 20) : '';
    const id = begun(section ? `${section}-${own}` : own);
    for (let number = 1; ; number++) {
      const numbered = number === 1 ? id : `${id}-${number}`;
      if (used.has(numbered)) continue;
      used.add(numbered);
      return { ...field, id: numbered };
    }
  });
}

/** The id that a text gives; '' for one without letters and digits. */
export const idOf = (text: string): string => {
  const id = slug(text);
  return id && begun(id);
};

/** An id begins with a letter. */
const begun = (id: string): string => (/^[a-z]/.test(id) ? id : `field-${id}`);

/** Lower case, without accents, words joined by hyphens; cut between words. */
function slug(text: string, most = longest): string {
  const words = text
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .replace(/\p{M}|\([^)]*\)/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let id = '';
  for (const word of words) {
    if (id && id.length + word.length + 1 > most) break;
    id = id ? `${id}-${word}` : word.slice(0, most);
  }
  return id;
}
