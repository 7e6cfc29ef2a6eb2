import { chooseLanguage } from '../language/languages.ts';
import { type Reader, readerOf } from '../language/reader.ts';

/** How pages look: as the system does, or as the reader chose. */
export type Theme = 'auto' | 'light' | 'dark';

/** The language of the person behind a request: the chosen one, else their browser's. */
export function readerFor(request: Request): Reader {
  return readerOf(chooseLanguage(cookie(request, 'language'), request.headers.get('accept-language')));
}

/** The appearance that the person behind a request chose. */
export function themeFor(request: Request): Theme {
  const theme = cookie(request, 'theme');
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

/** A cookie's value, where there is one. */
export function cookie(request: Request, name: string): string | undefined {
  for (const one of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, ...value] = one.split('=');
    if (key?.trim() === name) return value.join('=').trim();
  }
  return undefined;
}
