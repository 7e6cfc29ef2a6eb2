import type { Command } from 'commander';
import { Hono } from 'hono';
import { formatBytes, formatCount } from '../../base/format.ts';
import { addressOf } from '../address.ts';
import { namesIn } from '../options.ts';
import type { RunContext, RunningPart } from '../run.ts';
import { textTable } from '../terminal.ts';
import { notFound, unknownName } from '../unknown.ts';

/** A named list of files that were packed as they are. */
interface FileSet {
  name: string;
  files: { path: string; size: number; sha256: string }[];
}

/** The file list: every file of the file sets, to download. */
export function start(context: RunContext, options: unknown): RunningPart {
  const sets = fileSets(context, namesIn(options, 'files'));
  return {
    tab: ({ text }) => text.files.tab,
    summary: ({ text, count, bytes }) =>
      `${count(allFiles(sets).length, text.files.file)}, ${bytes(totalSize(allFiles(sets)))}`,
    preview: () => <FilesPreview sets={sets} />,
    pages: pages(context, sets),
    api: new Hono().get('/files', (c) => c.json({ sets })),
    commands: (program) => commands(program, sets),
    selftest() {
      for (const set of sets) {
        for (const { path, size } of set.files) {
          if (context.payload.files.get(`files/${set.name}/${path}`)?.size !== size)
            throw new Error(`files/${set.name}/${path} is missing or not ${size} bytes`);
        }
      }
    },
  };
}

function fileSets({ manifest }: RunContext, names: string[]): FileSet[] {
  return names.map((name) => {
    const folder = `files/${name}/`;
    const files = manifest.files
      .filter((file) => file.path.startsWith(folder))
      .map(({ path, size, sha256 }) => ({ path: path.slice(folder.length), size, sha256 }));
    return { name, files };
  });
}

function pages(context: RunContext, sets: FileSet[]): Hono {
  return new Hono()

    .get('/', (c) =>
      context.page(c.req.raw, {
        title: context.reader(c.req.raw).text.files.tab,
        body: <FilesPage sets={sets} />,
      }),
    )
    .get('/download/:set/:path{[^]+}', (c) => {
      const name = c.req.param('set');
      const path = c.req.param('path');
      const set = sets.find((one) => one.name === name);
      if (!set)
        throw notFound(
          'file set',
          name,
          sets.map((one) => one.name),
        );
      const paths = set.files.map((file) => file.path);
      if (!paths.includes(path)) throw notFound('file', path, paths);
      const response = context.sendFile(c.req.raw, `files/${name}/${path}`);
      response.headers.set('content-disposition', attachment(path));
      return response;
    });
}

function FilesPage({ sets }: { sets: FileSet[] }) {
  return (
    <>
      <div class="heading">
        <h1>Files</h1>
      </div>
      {sets.map((set) => (
        <section key={set.name} aria-labelledby={`set-${set.name}`}>
          <div class="heading">
            <h2 id={`set-${set.name}`}>{set.name}</h2>
            <p>
              {formatCount(set.files.length, 'file')}, {formatBytes(totalSize(set.files))}
            </p>
          </div>
          <ul class="list">
            {set.files.map((file) => (
              <li key={file.path}>
                <a href={downloadAddress(set, file)} download={nameOf(file.path)}>
                  <FilePath path={file.path} />
                </a>
                <span class="size">{formatBytes(file.size)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The first files, for the app's first page. */
function FilesPreview({ sets }: { sets: FileSet[] }) {
  return (
    <ul class="lines">
      {allFiles(sets)
        .slice(0, 4)
        .map((file) => (
          <li key={file.path}>
            <span>{nameOf(file.path)}</span>
            <span class="size">{formatBytes(file.size)}</span>
          </li>
        ))}
    </ul>
  );
}

/** A path whose folders step back behind the name. */
function FilePath({ path }: { path: string }) {
  const name = nameOf(path);
  const folders = path.slice(0, path.length - name.length);
  return (
    <>
      {folders && <span class="quiet">{folders}</span>}
      {name}
    </>
  );
}

function commands(program: Command, sets: FileSet[]): void {
  program
    .command('files')
    .description('list the files')
    .argument('[set]', 'of this file set only')
    .option('--json', 'as JSON')
    .action((name: string | undefined, { json }: { json?: true }) => {
      const names = sets.map((set) => set.name);
      if (name !== undefined && !names.includes(name)) throw unknownName('file set', name, names);
      const shown = sets.filter((set) => name === undefined || set.name === name);
      const rows = shown.flatMap((set) =>
        set.files.map((file) => [set.name, file.path, formatBytes(file.size)]),
      );
      const table = textTable(['set', 'file', 'size'], rows);
      process.stdout.write(json ? `${JSON.stringify(shown, null, 2)}\n` : table);
    });
}

/** A `Content-Disposition` that saves under the file's own name, whatever is in it (RFC 6266). */
function attachment(path: string): string {
  const name = nameOf(path);
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const escaped = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${escaped}`;
}

function downloadAddress(set: FileSet, file: { path: string; sha256: string }): string {
  return `${addressOf('/files/download', set.name, file.path)}?v=${file.sha256.slice(0, 16)}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function allFiles(sets: FileSet[]): FileSet['files'] {
  return sets.flatMap((set) => set.files);
}

function totalSize(files: FileSet['files']): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}
