import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for what people have made and want to keep, where this system has such things; not made here. */
export function userDataFolder(): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32')
    return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'holdall', 'data');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'holdall');
  return join(XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'holdall');
}
