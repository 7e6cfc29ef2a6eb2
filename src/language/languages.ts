import { en, type Text } from './en.ts';
import { fr } from './fr.ts';

/** Every language of the packed app, with its texts and its own name. */
export const languages = {
  en: { name: 'English', text: en },
  fr: { name: 'Français', text: fr },
} as const satisfies Record<string, { name: string; text: Text }>;

export type Language = keyof typeof languages;

export const languageNames = Object.keys(languages) as Language[];

/** Whether there is a language of this code. */
export function isLanguage(code: string | undefined): code is Language {
  return code !== undefined && Object.hasOwn(languages, code);
}

/**
 * The language for a request: the one that was chosen, else the first of an `Accept-Language` header,
 * by its weights, that there is, else English.
 */
export function chooseLanguage(chosen: string | undefined, accepted: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  const wanted = (accepted ?? '')
    .split(',')
    .map((part, place) => {
      const [range = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters
        .map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1])
        .find((q) => q !== undefined);
      return { code: range.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight), place };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place);
  return wanted.map(({ code }) => code).find(isLanguage) ?? 'en';
}
