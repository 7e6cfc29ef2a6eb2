import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { partNames } from '../parts/list.ts';
import { type AppCode, appPaths, type PackedPart } from './app-code.ts';
import { awsPlugin } from './aws-plugin.ts';
import { projectPath } from './installation.ts';
import { sharpPlugin } from './sharp-plugin.ts';

const options = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'text', '.ttf': 'binary', '.wasm': 'binary' },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'silent',
  plugins: [awsPlugin, sharpPlugin],
} satisfies BuildOptions;

/** Every part there is with all of its further bundles. */
export function allParts(): PackedPart[] {
  return partNames.map((name) => {
    const folder = projectPath(`src/parts/${name}/bundles`);
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    return { name, bundles: files.map((file) => file.replace(/\.ts$/, '')) };
  });
}

/**
 * Bundles the packed app out of the sources by esbuild: the frame, each part on its own and its
 * further bundles, so that an executable carries no others, and the shell's loader. Equal sources
 * give equal bytes.
 */
export async function bundleApp(parts: readonly PackedPart[]): Promise<{ app: AppCode; loader: Uint8Array }> {
  const absWorkingDir = projectPath('.');
  const bundle = (entryPoints: Record<string, string>) =>
    build({ ...options, absWorkingDir, entryPoints, outdir: projectPath('dist') });
  const app = await bundle({
    'app/main': 'src/app/main.ts',
    ...Object.fromEntries(
      allParts().flatMap(({ name, bundles }) => [
        [`app/parts/${name}`, `src/parts/${name}/run.tsx`],
        ...bundles.map((bundle) => [`app/parts/${name}/${bundle}`, `src/parts/${name}/bundles/${bundle}.ts`]),
      ]),
    ),
  });
  const browser = await bundleForBrowsers();
  const loader = await bundle({ 'app/loader': 'src/app/loader.ts' });

  const code: AppCode = new Map([
    ['app/LICENSES.txt', await licenses(Object.keys({ ...app.metafile.inputs, ...browser.metafile.inputs }))],
  ]);
  const inPayload = (path: string) => path.slice(projectPath('dist/').length).replaceAll('\\', '/');
  for (const { path, contents } of app.outputFiles)
    code.set(inPayload(path).replace(/\.js$/, '.cjs'), contents);
  for (const { path, contents } of browser.outputFiles) code.set(inPayload(path), contents);
  const wanted = appPaths(parts, (path) => code.has(path)).map((path): [string, Uint8Array] => {
    const bytes = code.get(path);
    if (!bytes) throw new Error(`${path} was not bundled`);
    return [path, bytes];
  });
  return { app: new Map(wanted), loader: loader.outputFiles[0]?.contents ?? new Uint8Array() };
}

/** The style sheets and scripts of the frame and of each part that has some, for browsers of 2024 on. */
function bundleForBrowsers() {
  const entries = [
    ['app/app', 'src/app'],
    ...partNames.map((name) => [`app/parts/${name}`, `src/parts/${name}`]),
  ];
  const found = entries.flatMap(([out = '', folder]) =>
    ['style.css', 'client/main.ts', 'client/main.tsx']
      .map((file) => `${folder}/${file}`)
      .filter((file) => existsSync(projectPath(file)))
      .map((file) => ({ in: file, out })),
  );
  return build({
    ...options,
    absWorkingDir: projectPath('.'),
    entryPoints: found,
    outdir: projectPath('dist'),
    platform: 'browser',
    format: 'esm',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    loader: {},
    minify: true,
  });
}

/**
 * The licences of the packages that were bundled: they ask to go along. Node's own is in its
 * binary's `--help`, those of native libraries lie beside them. A text that several have stands once.
 */
export async function licenses(inputs: string[]): Promise<Uint8Array> {
  const packages = new Set(
    inputs.flatMap((input) => input.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  const named = new Map<string, string[]>();
  for (const folder of [...packages].sort()) {
    const path = projectPath(folder);
    const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
    const file = (await readdir(path)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(join(path, file), 'utf8')).replaceAll('\r\n', '\n').trim() : '';
    named.set(text, [...(named.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const texts = [...named].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return Buffer.from(texts.join(`\n${'-'.repeat(72)}\n\n`));
}
