import { join, resolve } from 'node:path';
import { HTTPException } from 'hono/http-exception';
import { isUserError, messageOf } from '../base/error.ts';
import { userDataFolder } from '../base/user-data.ts';
import type { RunContext, RunningPart, StartPart } from '../parts/run.ts';
import type { Manifest } from '../payload/manifest.ts';
import type { Payload } from '../payload/payload.ts';
import { cacheFolder, extractFolderToCache, extractToCache } from './disk/cache.ts';
import type { Host } from './host.ts';
import { type Assets, makeAssets } from './pages/assets.ts';
import { page } from './pages/frame.tsx';
import { readerFor } from './pages/reader.ts';
import { send, sendableOf } from './server/send.ts';

/** A part that runs, under the name that the spec has for it. */
export interface AppPart extends RunningPart {
  name: string;
}

/** The app as it runs: what the payload holds, and the parts that show it. */
export interface App {
  manifest: Manifest;
  payload: Payload;
  /** In the order of their tabs. */
  parts: AppPart[];
  assets: Assets;
  /** The folder for data that the command line names. */
  data?: string;
  /** The SHA-256 that the manifest has for a file of the payload. */
  hashOf(path: string): string | undefined;
}

/** The app without its parts yet. */
export function openApp({ payload }: Host): App {
  const manifest: Manifest = JSON.parse(payload.readSync('manifest.json').toString());
  let hashes: Map<string, string> | undefined;
  return {
    manifest,
    payload,
    parts: [],
    assets: makeAssets(manifest),
    hashOf(path) {
      hashes ??= new Map(manifest.files.map((file) => [file.path, file.sha256]));
      return hashes.get(path);
    },
  };
}

/** Starts every part that the manifest names. */
export function startParts(app: App, host: Host): void {
  for (const { name, options } of app.manifest.parts) {
    try {
      const start = startOf(host.load(`app/parts/${name}.cjs`));
      app.parts.push({ name, ...start(contextFor(app, name, host), options) });
    } catch (error) {
      if (isUserError(error)) throw error;
      throw new Error(`the part ${name} does not start: ${messageOf(error)}`, { cause: error });
    }
  }
}

/** Lets go of what the parts hold; all of them, also where one cannot. */
export async function closeApp(app: App): Promise<void> {
  const closed = await Promise.allSettled(app.parts.map(async (part) => part.close?.()));
  for (const each of closed) if (each.status === 'rejected') throw each.reason;
}

function startOf(exported: unknown): StartPart {
  const start = typeof exported === 'object' && exported !== null && 'start' in exported && exported.start;
  if (typeof start !== 'function') throw new Error('it exports no "start"');
  return start as StartPart;
}

/** What the part of this name is handed. */
function contextFor(app: App, name: string, host: Host): RunContext {
  const { manifest, payload } = app;
  const bundlePath = (bundle: string) => `app/parts/${name}/${bundle}.cjs`;
  const loaded = new Map<string, unknown>();
  return {
    manifest,
    payload,
    extract: (path) => extractToCache(payload, path, app.hashOf(path), cacheFolder()),
    extractFolder: (prefix) => extractFolderToCache(payload, prefix, app.hashOf, cacheFolder()),
    load(bundle) {
      const path = bundlePath(bundle);
      if (!loaded.has(path)) loaded.set(path, host.load(path));
      return loaded.get(path);
    },
    codeOf: (bundle) => payload.readSync(bundlePath(bundle)).toString(),
    dataFolder: () => dataFolder(app),
    program: host.program ?? { command: host.file, args: [] },
    reader: readerFor,
    page: (request, content) => page(app, request, { ...content, current: name }),
    sendFile: (request, path) => sendFile(app, request, path),
  };
}

/** Where this app keeps what people have made with it: never in the cache, which may be deleted. */
function dataFolder({ manifest, data }: App): string {
  const named = data ?? process.env['HOLDALL_DATA'];
  return named ? resolve(named) : join(userDataFolder(), manifest.name);
}

/** Answers with a file of the payload; throws a 404 where there is none. */
export function sendFile({ payload, hashOf }: App, request: Request, path: string): Response {
  const file = sendableOf(payload, path, hashOf(path));
  if (!file) throw new HTTPException(404, { message: 'There is no such file here.' });
  return send(request, file);
}
