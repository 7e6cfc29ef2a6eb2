import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for what can be made again, where this system keeps such things; not made here. */
export function userCacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32')
    return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'holdall', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'holdall');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'holdall');
}
