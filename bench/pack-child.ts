/**
 * Packs a folder behind a shell, as the pack stage does: sizes and hashes are known from the fetch
 * stage (here: from a file).
 *
 *     node bench/pack-child.ts SHELL ENTRIES.json OUT
 *
 * Prints the milliseconds that packing took, without the start of Node.
 */
import { readFileSync } from 'node:fs';
import { writeExecutable } from '../src/payload/write.ts';

const [shell = '', entries = '', out = ''] = process.argv.slice(2);
const start = performance.now();
await writeExecutable(shell, JSON.parse(readFileSync(entries, 'utf8')), out);
console.log(performance.now() - start);
