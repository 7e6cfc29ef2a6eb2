import type { ComponentChildren } from 'preact';
import { formatBytes, formatCount } from '../base/format.ts';
import type { App } from './app.ts';
import { page } from './frame.tsx';

/** The app's first page: what this is, and a way into every part. */
export function homePage(app: App): Response {
  return page(app, { current: 'home', body: <Home app={app} /> });
}

function Home({ app }: { app: App }) {
  const { manifest } = app;
  const sourceBytes = manifest.sources.reduce((sum, source) => sum + source.size, 0);
  return (
    <>
      <div class="hero">
        <h1>{manifest.title}</h1>
        <p>
          Version {manifest.version}, <time dateTime={manifest.date}>{longDate(manifest.date)}</time>
        </p>
      </div>
      <ul class="cards">
        {app.parts.map((part) => (
          <li key={part.name} class="card">
            <h2>
              <a href={`/${part.name}/`}>{part.tab}</a>
            </h2>
            <p>{part.summary}</p>
            {part.preview && <div class="preview">{part.preview()}</div>}
          </li>
        ))}
      </ul>
      <section class="panel" aria-labelledby="about">
        <h2 id="about">About this file</h2>
        <dl class="facts">
          <Fact name="Made from">
            {formatCount(manifest.sources.length, 'source')}, {formatBytes(sourceBytes)}
          </Fact>
          <Fact name="By the spec">
            {manifest.spec.file}
            {manifest.commit && (
              <>
                {' '}
                at <code>{manifest.commit.slice(0, 12)}</code>
              </>
            )}
          </Fact>
          <Fact name="Fingerprint">
            <code>{manifest.content.slice(0, 12)}</code>
          </Fact>
          <Fact name="Runs on">
            {manifest.target}, Node {manifest.node}
          </Fact>
        </dl>
      </section>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `2026-11-21` as `21 November 2026`; anything else as it is. */
function longDate(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) return date;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}
