import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { languageNames, languages } from '../../language/languages.ts';
import type { Reader } from '../../language/reader.ts';
import type { PageContent } from '../../parts/run.ts';
import type { App } from '../app.ts';
import { contentPolicy } from '../server/headers.ts';
import { readerFor, type Theme, themeFor } from './reader.ts';

/** What a page of the app itself says beside its content. */
export interface FrameContent extends Omit<PageContent, 'title'> {
  /** The first page has none. */
  title?: string;
  /** The name of the part whose tab is marked; `home` for the first page. */
  current?: string;
  /** What is looked for, to stand in the search field. */
  words?: string;
  /** For those who are turned away: a page without title, tabs and search. */
  isBare?: boolean;
}

/** A whole HTML page: header with a tab for each part, the body, footer; in the reader's language. */
export function page(app: App, request: Request, content: FrameContent): Response {
  const reader = readerFor(request);
  const { pathname, search } = new URL(request.url);
  const html = renderToString(
    <Frame app={app} reader={reader} theme={themeFor(request)} here={pathname + search} {...content} />,
  );
  return new Response(`<!doctype html>${html}`, {
    status: content.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': reader.language,
      'content-security-policy': contentPolicy(content.style),
      'cache-control': 'no-cache',
    },
  });
}

interface FrameProps extends FrameContent {
  app: App;
  reader: Reader;
  theme: Theme;
  /** The page's own address, to come back to. */
  here: string;
}

function Frame(props: FrameProps) {
  const { app, reader, theme, title, body, current, style, isBare } = props;
  const { manifest, assets } = app;
  const text = reader.text.frame;
  const whole = isBare ? title : title ? `${title} · ${manifest.title}` : manifest.title;
  return (
    <html lang={reader.language} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <title>{whole}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <link rel="icon" type="image/svg+xml" href={assets.iconUrl} />
        {assets.styles(current).map((url) => (
          <link key={url} rel="stylesheet" href={url} />
        ))}
        {style && <style dangerouslySetInnerHTML={{ __html: style }} />}
        {assets.scripts(current).map((url) => (
          <script key={url} type="module" src={url} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {text.skip}
        </a>
        {!isBare && <Header {...props} />}
        <main id="main" class="wrap" tabindex={-1}>
          {body}
        </main>
        {!isBare && (
          <footer class="wrap foot">
            <span>
              {manifest.title}, {text.version(manifest.version).toLowerCase()}
            </span>
            <span>
              <a href="/api/">{text.api.forPrograms}</a>
              {text.madeWith(manifest.holdall)}
            </span>
          </footer>
        )}
      </body>
    </html>
  );
}

function Header({ app, reader, theme, here, current, words }: FrameProps) {
  const text = reader.text.frame;
  return (
    <header class="top">
      <div class="wrap bar">
        <a class="brand" href="/">
          <img src={app.assets.iconUrl} alt="" width="28" height="28" />
          <span>{app.manifest.title}</span>
        </a>
        <nav class="tabs" aria-label={text.parts}>
          <Tab href="/" isCurrent={current === 'home'}>
            {text.home}
          </Tab>
          {app.parts.map((part) => (
            <Tab key={part.name} href={`/${part.name}/`} isCurrent={part.name === current}>
              {part.tab(reader)}
            </Tab>
          ))}
        </nav>
        <search class="search">
          <form action="/search" data-suggestions={text.suggestions}>
            <input
              type="search"
              name="q"
              value={words}
              aria-label={text.search}
              placeholder={text.search}
              autocomplete="off"
              required
            />
          </form>
        </search>
        <Choices reader={reader} theme={theme} here={here} />
      </div>
    </header>
  );
}

/** The other languages, and the next appearance: links that come back to the page. */
function Choices({ reader, theme, here }: { reader: Reader; theme: Theme; here: string }) {
  const text = reader.text.frame;
  const to = (choice: string) => `/settings?${choice}&back=${encodeURIComponent(here)}`;
  const next = ({ auto: 'dark', dark: 'light', light: 'auto' } as const)[theme];
  return (
    <div class="choices">
      {languageNames
        .filter((language) => language !== reader.language)
        .map((language) => (
          <a
            key={language}
            href={to(`language=${language}`)}
            lang={language}
            hreflang={language}
            title={languages[language].name}
          >
            <span aria-hidden="true">{language.toUpperCase()}</span>
            <span class="unseen">{languages[language].name}</span>
          </a>
        ))}
      <a href={to(`theme=${next}`)} title={text.theme(text.themes[next])}>
        <ThemeIcon theme={theme} />
        <span class="unseen">{text.theme(text.themes[next])}</span>
      </a>
    </div>
  );
}

/** A half for the system's choice, a moon, a sun. */
function ThemeIcon({ theme }: { theme: Theme }) {
  const rays = 'M8 .8v1.6m0 11.2v1.6M.8 8h1.6m11.2 0h1.6M2.9 2.9 4 4m8 8 1.1 1.1m0-10.2L12 4M4 12l-1.1 1.1';
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
      {theme === 'auto' && (
        <>
          <circle cx="8" cy="8" r="6" />
          <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" stroke="none" />
        </>
      )}
      {theme === 'dark' && (
        <path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z" stroke-linejoin="round" />
      )}
      {theme === 'light' && (
        <>
          <circle cx="8" cy="8" r="3.2" />
          <path d={rays} stroke-linecap="round" />
        </>
      )}
    </svg>
  );
}

function Tab({
  href,
  isCurrent,
  children,
}: {
  href: string;
  isCurrent: boolean;
  children: ComponentChildren;
}) {
  return (
    <a href={href} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </a>
  );
}
