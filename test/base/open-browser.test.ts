import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findOpener } from '../../src/base/open-browser.ts';
import { tempFolder } from '../support/temp.ts';

it('a browser is opened only where there is a desktop and something to open it with', () => {
  const folder = tempFolder();
  const empty = tempFolder();
  const opener = join(folder, 'xdg-open');
  writeFileSync(opener, '');
  const PATH = `${empty}:${folder}`;
  expect(findOpener({ PATH }, 'linux')).toBeUndefined();
  expect(findOpener({ PATH, DISPLAY: ':0' }, 'linux')).toBe(opener);
  expect(findOpener({ PATH, WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(opener);
  expect(findOpener({ PATH: empty, DISPLAY: ':0' }, 'linux')).toBeUndefined();
  expect(findOpener({ DISPLAY: ':0' }, 'linux')).toBeUndefined();
  expect(findOpener({ SystemRoot: 'C:\\Windows' }, 'win32')).toMatch(/^C:\\Windows.System32.rundll32\.exe$/);
});
