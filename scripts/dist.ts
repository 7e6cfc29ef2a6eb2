/**
 * `npm run dist`: makes `dist/` and `schema/` out of the sources. `-- --check` writes nothing, names
 * what is stale, and ends with 1 when something is.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { z } from 'zod';
import { allParts, bundleApp, licenses } from '../src/build/bundle-app.ts';
import { projectPath } from '../src/build/installation.ts';
import { publicationSchema } from '../src/build/publication.ts';
import { jsonSchema } from '../src/spec/json-schema.ts';
import { layoutJsonSchema, positionsJsonSchema } from '../src/spec/layout.ts';
import { tableSummary } from '../src/table/summary.ts';

/**
 * What is installed from `dist/toolchain` when the action runs; the rest goes into the bundle. Code that
 * needs one of these loads it when it is used: at the start, nothing is installed yet.
 */
const toolchain = JSON.parse(readFileSync(projectPath('dist/toolchain/package.json'), 'utf8'));

/** The folders that this script owns; `dist/toolchain` in one of them is written by hand. */
const owned = ['dist', 'schema'];
const byHand = 'dist/toolchain/';

const options = {
  absWorkingDir: projectPath('.'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  outdir: 'dist',
  // ES modules where a package has both: what is not used of them is left out.
  mainFields: ['module', 'main'],
  external: [
    ...Object.keys(toolchain.dependencies),
    // Only a run from the sources bundles the app; `dist/app` has it ready-made.
    '*/bundle-app.ts',
  ],
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
} satisfies BuildOptions;

const files = await makeFiles();
const stale = [...files].filter(([path, bytes]) => !bytes.equals(readOrNothing(path))).map(([path]) => path);
const leftOver = owned.flatMap(pathsBelow).filter((path) => !files.has(path) && !path.startsWith(byHand));

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is stale.`);
  for (const path of leftOver) console.error(`${path} is made by nothing.`);
  if (stale.length + leftOver.length > 0) {
    console.error('Run "npm run dist", and commit what it writes.');
    process.exitCode = 1;
  } else console.log(`dist/ and schema/ are what the sources make: ${files.size} files.`);
} else {
  for (const path of leftOver) rmSync(projectPath(path));
  for (const path of stale) {
    mkdirSync(dirname(projectPath(path)), { recursive: true });
    writeFileSync(projectPath(path), files.get(path) ?? '');
    console.log(`wrote ${path}`);
  }
}

/** Every file by its path in the project. */
async function makeFiles(): Promise<Map<string, Buffer>> {
  const { app, loader } = await bundleApp(allParts());
  return new Map<string, Buffer>([
    ...(await bundleAction()),
    ...[...app].map(([path, bytes]): [string, Buffer] => [`dist/${path}`, Buffer.from(bytes)]),
    ['dist/app/loader.cjs', Buffer.from(loader)],
    ['schema/holdall.schema.json', json(jsonSchema())],
    ['schema/layout.schema.json', json(layoutJsonSchema())],
    ['schema/positions.schema.json', json(positionsJsonSchema())],
    ['schema/manifest.schema.json', json(z.toJSONSchema(publicationSchema))],
    ['schema/profile.schema.json', json(z.toJSONSchema(tableSummary))],
  ]);
}

/** The action and the script that makes shells, a file each, and the licences of what is in them. */
async function bundleAction(): Promise<[string, Buffer][]> {
  const action = await build({
    ...options,
    entryPoints: { index: 'src/action/index.ts' },
    // CommonJS packages in the bundle load Node's own modules by `require`. The name of what makes it is
    // one that no source has.
    banner: {
      js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
    },
  });
  const inject = await build({ ...options, entryPoints: { inject: 'src/build/shell/inject.ts' } });
  const bytes = (outputs: { contents: Uint8Array }[]) => Buffer.from(outputs[0]?.contents ?? '');
  return [
    ['dist/index.js', bytes(action.outputFiles)],
    ['dist/inject.js', bytes(inject.outputFiles)],
    ['dist/LICENSES.txt', Buffer.from(await licenses(Object.keys(action.metafile.inputs)))],
  ];
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function readOrNothing(path: string): Buffer {
  try {
    return readFileSync(projectPath(path));
  } catch {
    return Buffer.alloc(0);
  }
}

function pathsBelow(folder: string): string[] {
  return readdirSync(projectPath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(projectPath('').length).replaceAll('\\', '/'));
}
