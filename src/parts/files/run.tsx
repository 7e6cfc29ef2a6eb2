import type { Command } from 'commander';
import { Hono } from 'hono';
import { formatBytes } from '../../base/format.ts';
import { attachment } from '../download.ts';
import { namesIn } from '../options.ts';
import type { RunContext, RunningPart } from '../run.ts';
import { textTable } from '../terminal.ts';
import { notFound, unknownName } from '../unknown.ts';
import { describeFiles, filesApi, findSet } from './api.ts';
import { FilesPage, FilesPreview, summaryOf } from './pages.tsx';
import { searchFiles } from './search.ts';
import { allFiles, type FileSet, nameOf, openFileSets } from './sets.ts';

/** The file list: every file of the file sets, to download. */
export function start(context: RunContext, options: unknown): RunningPart {
  const sets = openFileSets(context, namesIn(options, 'files'));
  return {
    tab: ({ text }) => text.files.tab,
    summary: (reader) => summaryOf(allFiles(sets), reader),
    preview: (reader) => <FilesPreview sets={sets} reader={reader} />,
    pages: pages(context, sets),
    api: filesApi(sets),
    describeApi: () => describeFiles(sets),
    search: (reader, words, limit) => searchFiles(sets, reader, words, limit),
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

function pages(context: RunContext, sets: FileSet[]): Hono {
  return new Hono()

    .get('/', (c) => {
      const reader = context.reader(c.req.raw);
      const { title } = reader.text.files;
      return context.page(c.req.raw, { title, body: <FilesPage sets={sets} reader={reader} /> });
    })
    .get('/download/:set/:path{[^]+}', (c) => {
      const set = findSet(sets, c.req.param('set'));
      const path = c.req.param('path');
      const paths = set.files.map((file) => file.path);
      if (!paths.includes(path)) throw notFound('file', path, paths);
      const response = context.sendFile(c.req.raw, `files/${set.name}/${path}`);
      response.headers.set('content-disposition', attachment(nameOf(path)));
      return response;
    });
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
