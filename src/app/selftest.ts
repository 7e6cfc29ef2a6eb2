import { messageOf, UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { type App, closeApp } from './app.ts';
import { isUserError } from './failure.ts';
import { listen } from './serve.ts';
import { health } from './server.tsx';

/**
 * Whether the app works on this machine: every part reads its data, and the server answers over
 * HTTP. Returns the line to print; throws with what failed.
 */
export async function selftest(app: App): Promise<string> {
  try {
    for (const part of app.parts) await attempt(`the part ${part.name}`, async () => part.selftest());
    await attempt('the server', () => askHealth(app));
  } finally {
    closeApp(app);
  }
  const parts = app.parts.map((part) => part.name).join(', ') || 'no parts';
  return `selftest: ok, ${app.manifest.name} ${app.manifest.version}, ${parts}, ${formatCount(app.payload.files.size, 'file')}`;
}

async function askHealth(app: App): Promise<void> {
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  try {
    const response = await fetch(new URL('healthz', url), { signal: AbortSignal.timeout(10_000) });
    const said: unknown = await response.json();
    if (!response.ok || JSON.stringify(said) !== JSON.stringify(health(app)))
      throw new Error(`/healthz answered ${response.status} ${JSON.stringify(said)}`);
    for (const path of ['', ...app.parts.map((part) => `${part.name}/`)]) {
      const { ok, status } = await fetch(new URL(path, url), { signal: AbortSignal.timeout(10_000) });
      if (!ok) throw new Error(`/${path} answered ${status}`);
    }
  } finally {
    await close();
  }
}

async function attempt(what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (isUserError(error))
      throw new UserError(`selftest: ${what} failed: ${error.message}`, {
        ...(error.hint === undefined ? {} : { hint: error.hint }),
        cause: error,
      });
    throw new UserError(`selftest: ${what} failed: ${messageOf(error)}`, { cause: error });
  }
}
