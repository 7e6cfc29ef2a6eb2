import { isUserError, messageOf, UserError } from '../base/error.ts';
import { formatCount } from '../base/format.ts';
import { languageNames } from '../language/languages.ts';
import { type App, closeApp } from './app.ts';
import { listen } from './server/serve.ts';
import { health } from './server/server.tsx';

/**
 * Whether the app works on this machine: every part reads its data, and the server answers over
 * HTTP, its pages in every language. Returns the line to print; throws with what failed.
 */
export async function selftest(app: App): Promise<string> {
  try {
    for (const part of app.parts) await attempt(`the part ${part.name}`, async () => part.selftest());
    await attempt('the server', () => askAll(app));
  } finally {
    await closeApp(app);
  }
  const parts = app.parts.map((part) => part.name).join(', ') || 'no parts';
  return `selftest: ok, ${app.manifest.name} ${app.manifest.version}, ${parts}, ${formatCount(app.payload.files.size, 'file')}`;
}

async function askAll(app: App): Promise<void> {
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  const ask = async (path: string, language = 'en') => {
    const response = await fetch(new URL(path, url), {
      headers: { 'accept-language': language },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`/${path} answered ${response.status} ${await response.text()}`);
    return response;
  };
  try {
    const said = JSON.stringify(await (await ask('healthz')).json());
    if (said !== JSON.stringify(health(app))) throw new Error(`/healthz answered ${said}`);
    await (await ask('api/openapi.json')).json();
    for (const path of ['', 'api/', ...app.parts.map((part) => `${part.name}/`)]) {
      for (const language of languageNames) {
        const html = await (await ask(path, language)).text();
        if (!html.includes(`<html lang="${language}"`)) throw new Error(`/${path} is not in "${language}"`);
      }
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
