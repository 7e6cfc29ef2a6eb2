import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { App } from './app.ts';
import { assetUrl } from './assets.ts';

/** What a page adds to the frame. */
export interface PageContent {
  /** Stands in the browser's tab beside the app's title; the first page has none. */
  title?: string;
  body: ComponentChildren;
  /** The name of the part whose tab is marked; `home` for the first page. */
  current?: string;
  status?: number;
}

/** A whole HTML page: header with a tab for each part, the body, footer. */
export function page(app: App, content: PageContent): Response {
  const html = renderToString(<Frame app={app} {...content} />);
  return new Response(`<!doctype html>${html}`, {
    status: content.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  });
}

function Frame({ app, title, body, current }: PageContent & { app: App }) {
  const { manifest } = app;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{title ? `${title} · ${manifest.title}` : manifest.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1b1e24" media="(prefers-color-scheme: dark)" />
        <link rel="icon" type="image/svg+xml" href={assetUrl(app.assets.icon)} />
        <link rel="stylesheet" href={assetUrl(app.assets.css)} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <div class="wrap bar">
            <a class="brand" href="/">
              <img src={assetUrl(app.assets.icon)} alt="" width="28" height="28" />
              <span>{manifest.title}</span>
            </a>
            <nav class="tabs" aria-label="Parts">
              <Tab href="/" isCurrent={current === 'home'}>
                Home
              </Tab>
              {app.parts.map((part) => (
                <Tab key={part.name} href={`/${part.name}/`} isCurrent={part.name === current}>
                  {part.tab}
                </Tab>
              ))}
            </nav>
          </div>
        </header>
        <main id="main" class="wrap">
          {body}
        </main>
        <footer class="wrap foot">
          <span>
            {manifest.title}, version {manifest.version}
          </span>
          <span>Made with Holdall {manifest.holdall}</span>
        </footer>
      </body>
    </html>
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
