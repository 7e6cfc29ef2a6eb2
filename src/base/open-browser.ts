import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Opens an address in the user's browser, where there is a desktop; never fails. */
export function openBrowser(url: string): void {
  const opener = findOpener(process.env, process.platform);
  if (!opener) return;
  const child = spawn(opener, process.platform === 'win32' ? ['url.dll,FileProtocolHandler', url] : [url], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.unref();
}

/** The program that opens addresses; undefined on a machine without a desktop. */
export function findOpener(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'rundll32.exe');
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'xdg-open')).find((file) => existsSync(file));
}
