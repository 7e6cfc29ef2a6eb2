import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Run, run } from './measure.ts';
import { makeFiles } from './payload.ts';

const VERSION = '24.21.0';

/** pkg's own way: the same files as assets of its SEA mode, read by a program that lists them. */
export function pkgOwn(folder: string, size: number, node: string): { pack: Run; executable: string } {
  rmSync(folder, { recursive: true, force: true });
  makeFiles(join(folder, 'assets'), size);
  writeFileSync(
    join(folder, 'main.js'),
    "const fs = require('fs'); const path = require('path');\n" +
      "console.log(fs.readdirSync(path.join(__dirname, 'assets')).length, 'files');\n",
  );
  const executable = join(folder, 'out');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'peer', version: '1.0.0', bin: 'main.js', pkg: { assets: ['assets/*'] } }),
  );
  offerBase(folder, node);
  const pkg = resolve('node_modules/@yao-pkg/pkg/lib-es5/bin.js');
  const pack = run(
    [node, pkg, '--sea', '.', '--target', `node${VERSION}-linux-x64`, '--output', executable],
    { cwd: folder, env: { ...process.env, HOME: folder } },
  );
  return { pack, executable };
}

/** The base where pkg looks for it before it would ask the network. */
function offerBase(home: string, node: string): void {
  const folder = join(home, '.pkg-cache', 'sea');
  const binary = join(folder, `node-v${VERSION}-linux-x64`, 'bin', 'node');
  mkdirSync(dirname(binary), { recursive: true });
  copyFileSync(node, binary);
  const archive = join(folder, `node-v${VERSION}-linux-x64.tar.gz`);
  for (const marker of [archive, `${archive}.ok`, `${binary}.ok`]) writeFileSync(marker, '');
}
