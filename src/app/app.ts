import { join } from 'node:path';
import { HTTPException } from 'hono/http-exception';
import { messageOf } from '../base/error.ts';
import { userDataFolder } from '../base/user-data.ts';
import type { RunContext, RunningPart, StartPart } from '../parts/run.ts';
import type { Manifest } from '../payload/manifest.ts';
import type { Payload } from '../payload/payload.ts';
import { cacheFolder, extractToCache } from './disk/cache.ts';
import type { Host } from './host.ts';
import { type Assets, makeAssets } from './pages/assets.ts';
import { page } from './pages/frame.tsx';
import { readerFor } from './pages/reader.ts';
import { isUserError } from './server/failure.ts';
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

/** Lets go of what the parts hold. */
export function closeApp(app: App): void {
  for (const part of app.parts) part.close?.();
}

function startOf(exported: unknown): StartPart {
  const start = typeof exported === 'object' && exported !== null && 'start' in exported && exported.start;
  if (typeof start !== 'function') throw new Error('it exports no "start"');
  return start as StartPart;
}

/** What the part of this name is handed. */
function contextFor(app: App, name: string, host: Host): RunContext {
  const { manifest, payload } = app;
  return {
    manifest,
    payload,
    extract: (path) => extractToCache(payload, path, app.hashOf(path), cacheFolder()),
    dataFolder: () => process.env['HOLDALL_DATA'] || join(userDataFolder(), manifest.name),
    program: host.program ?? { command: host.file, args: [] },
    reader: readerFor,
    page: (request, content) => page(app, request, { ...content, current: name }),
    sendFile: (request, path) => sendFile(app, request, path),
  };
}

/** Answers with a file of the payload; throws a 404 where there is none. */
export function sendFile({ payload, hashOf }: App, request: Request, path: string): Response {
  const file = sendableOf(payload, path, hashOf(path));
  if (!file) throw new HTTPException(404, { message: 'There is no such file here.' });
  return send(request, file);
}
