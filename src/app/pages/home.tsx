import type { Reader } from '../../language/reader.ts';
import { Fact } from '../../parts/fact.tsx';
import type { App } from '../app.ts';
import { page } from './frame.tsx';
import { readerFor } from './reader.ts';

/** The app's first page: what this is, and a way into every part. */
export function homePage(app: App, request: Request): Response {
  return page(app, request, { current: 'home', body: <Home app={app} reader={readerFor(request)} /> });
}

function Home({ app, reader }: { app: App; reader: Reader }) {
  const { manifest } = app;
  const text = reader.text.frame;
  const sourceBytes = manifest.sources.reduce((sum, source) => sum + source.size, 0);
  return (
    <>
      <div class="hero">
        <h1>{manifest.title}</h1>
        <p>
          {text.version(manifest.version)}, <time dateTime={manifest.date}>{reader.date(manifest.date)}</time>
        </p>
      </div>
      <ul class="cards">
        {app.parts.map((part) => (
          <li key={part.name} class="card">
            <h2>
              <a href={`/${part.name}/`}>{part.tab(reader)}</a>
            </h2>
            <p>{part.summary(reader)}</p>
            {part.preview && <div class="preview">{part.preview(reader)}</div>}
          </li>
        ))}
      </ul>
      <section class="panel" aria-labelledby="about">
        <h2 id="about">{text.about}</h2>
        <dl class="facts">
          <Fact name={text.madeFrom}>
            {reader.count(manifest.sources.length, text.source)}, {reader.bytes(sourceBytes)}
          </Fact>
          <Fact name={text.bySpec}>
            {manifest.spec.file}
            {manifest.commit && (
              <>
                {' '}
                {text.atCommit} <code>{manifest.commit.slice(0, 12)}</code>
              </>
            )}
          </Fact>
          <Fact name={text.fingerprint}>
            <code>{manifest.content.slice(0, 12)}</code>
          </Fact>
          <Fact name={text.runsOn}>
            {manifest.target}, Node {manifest.node}
          </Fact>
        </dl>
      </section>
    </>
  );
}
