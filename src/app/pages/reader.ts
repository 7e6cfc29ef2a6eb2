import { parse } from 'hono/utils/cookie';
import { chooseLanguage } from '../../language/languages.ts';
import { type Reader, readerOf } from '../../language/reader.ts';

/** How pages look: as the system does, or as the reader chose. */
export type Theme = 'auto' | 'light' | 'dark';

/** The language of the person behind a request: the chosen one, else their browser's. */
export function readerFor(request: Request): Reader {
  return readerOf(chooseLanguage(cookie(request, 'language'), request.headers.get('accept-language')));
}

/** The appearance that the person behind a request chose. */
export function themeFor(request: Request): Theme {
  const theme = cookie(request, 'theme');
  return isTheme(theme) ? theme : 'auto';
}

/** Whether there is such an appearance. */
export function isTheme(text: string | undefined): text is Theme {
  return text === 'auto' || text === 'light' || text === 'dark';
}

function cookie(request: Request, name: string): string | undefined {
  return parse(request.headers.get('cookie') ?? '', name)[name];
}
