import { join } from 'node:path';

/** The editor's page for the browser. */
export interface Bundle {
  script: string;
  style: string;
}

/** Bundles the page's code out of the sources; it takes a moment, and needs no step before. */
export async function bundleEditor(): Promise<Bundle> {
  const { build } = await import('esbuild');
  const folder = join(import.meta.dirname, 'client');
  const { outputFiles } = await build({
    entryPoints: { script: join(folder, 'main.tsx'), style: join(folder, 'style.css') },
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const text = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: text('.js'), style: text('.css') };
}
