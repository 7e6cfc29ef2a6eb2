/**
 * Makes what is committed although it can be made: `dist/` (the action, bundled, and the packed
 * app's code) and `schema/`. `npm run dist`; with `-- --check` nothing is written, and what is
 * stale is named.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { bundleApp, licenses } from '../src/build/bundle-app.ts';
import { projectPath } from '../src/build/installation.ts';
import { publicationSchema } from '../src/build/publication.ts';
import { partNames } from '../src/parts/list.ts';
import { jsonSchema } from '../src/spec/json-schema.ts';

const files = await makeFiles();
const stale = [...files].filter(([path, bytes]) => !isCurrent(path, bytes)).map(([path]) => path);
if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is not what the sources make: run "npm run dist".`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const path of stale) {
    mkdirSync(dirname(projectPath(path)), { recursive: true });
    writeFileSync(projectPath(path), files.get(path) ?? '');
    console.log(`wrote ${path}`);
  }
}

function isCurrent(path: string, bytes: Uint8Array): boolean {
  return existsSync(projectPath(path)) && readFileSync(projectPath(path)).equals(bytes);
}

async function makeFiles(): Promise<Map<string, Uint8Array>> {
  const { app, loader } = await bundleApp(partNames);
  const { bundles, inputs } = await bundleAction();
  return new Map([
    ...[...app].map(([path, bytes]): [string, Uint8Array] => [`dist/${path}`, bytes]),
    ['dist/app/loader.cjs', loader],
    ...bundles,
    ['dist/LICENSES.txt', await licenses(inputs)],
    ['schema/holdall.schema.json', json(jsonSchema())],
    ['schema/manifest.schema.json', json(z.toJSONSchema(publicationSchema))],
  ]);
}

/** `dist/index.js`, the action, and `dist/inject.js`, which it runs in a Node of its own. */
async function bundleAction(): Promise<{ bundles: [string, Uint8Array][]; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: projectPath('.'),
    entryPoints: { index: 'src/action/index.ts', inject: 'src/build/shell/inject.ts' },
    outdir: projectPath('dist'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    // jsonc-parser's CommonJS cannot be bundled; its ES modules can.
    mainFields: ['module', 'main'],
    target: 'node24',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
    // Native code, and what only a checkout uses; see src/action/toolchain.ts and src/build/app-code.ts.
    external: ['sharp', '@duckdb/node-api', '@yao-pkg/pkg', './bundle-app.ts'],
    // Some of what is bundled is CommonJS and asks for Node's modules by require.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  const bundles = outputFiles.map(({ path, contents }): [string, Uint8Array] => [
    `dist/${path.slice(projectPath('dist/').length)}`,
    contents,
  ]);
  return { bundles, inputs: Object.keys(metafile.inputs) };
}

function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
