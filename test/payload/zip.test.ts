import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/error.ts';
import { DamagedError } from '../../src/payload/directory.ts';
import { bytesEntry, digestBytes, digestFile, fileEntry } from '../../src/payload/entry.ts';
import { openPayload } from '../../src/payload/read.ts';
import { writeExecutable } from '../../src/payload/write.ts';
import { hasCommand, itNeeds } from '../support/needs.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const shell = join(folder, 'shell');
writeFileSync(shell, 'a stand-in for a shell, of an odd length');

let count = 0;
const fresh = () => join(folder, `out-${count++}`);

/** Path segments of any characters that a ZIP can name. */
const segment = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((name) => !/[/\\\0]/.test(name) && name !== '.' && name !== '..' && name.isWellFormed());
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc.nat({ max: 300_000 }).map((size) => new Uint8Array(size).fill(65)),
);
const files = fc.uniqueArray(fc.tuple(path, bytes), { selector: ([name]) => name, maxLength: 12 });

async function write(contents: [string, Uint8Array][]): Promise<string> {
  const out = fresh();
  await writeExecutable(
    shell,
    contents.map(([name, data]) => bytesEntry(name, data)),
    out,
  );
  return out;
}

describe('a payload', () => {
  it('gives back what was packed: any names, any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (contents) => {
        const payload = openPayload(await write(contents));
        try {
          expect([...payload.files.keys()]).toEqual(contents.map(([name]) => name));
          for (const [name, data] of contents) {
            expect(payload.readSync(name).equals(data)).toBe(true);
            expect((await buffer(payload.stream(name))).equals(data)).toBe(true);
          }
        } finally {
          payload.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives any range, stored or deflated', async () => {
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251));
    const text = Buffer.from('all work and no play '.repeat(400));
    const payload = openPayload(
      await write([
        ['noise.jpg', noise],
        ['text.txt', text],
      ]),
    );
    expect(payload.files.get('noise.jpg')?.method).toBe('store');
    expect(payload.files.get('text.txt')?.method).toBe('deflate');
    await fc.assert(
      fc.asyncProperty(fc.nat(4999), fc.nat(4999), fc.boolean(), async (a, b, stored) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const [name, data] = stored ? (['noise.jpg', noise] as const) : (['text.txt', text] as const);
        const part = await buffer(payload.stream(name, { start, end }));
        expect(part.equals(data.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 60 },
    );
    payload.close();
  });

  it('is found in front of a code signature', async () => {
    const out = await write([['a', Buffer.from('one')]]);
    appendFileSync(out, Buffer.alloc(9000, 7));
    expect(openPayload(out).readSync('a').toString()).toBe('one');
    // Longer than the first look back from the end.
    appendFileSync(out, Buffer.alloc(200_000, 7));
    expect(openPayload(out).readSync('a').toString()).toBe('one');
  });

  it('is not mistaken for one that is packed inside it', async () => {
    const inner = readFileSync(await write([['a', Buffer.from('inner')]]));
    const out = await write([['b.jpg', inner]]);
    expect([...openPayload(out).files.keys()]).toEqual(['b.jpg']);
    const cut = fresh();
    writeFileSync(cut, readFileSync(out).subarray(0, statSync(out).size - 30));
    expect(() => openPayload(cut)).toThrow(DamagedError);
  });

  it('says that it is damaged wherever it is cut off', async () => {
    const whole = readFileSync(
      await write([
        ['manifest.json', Buffer.from('{}')],
        ['a.txt', Buffer.from('x'.repeat(3000))],
        ['b.jpg', Buffer.alloc(3000, 9)],
      ]),
    );
    const cut = fresh();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (size) => {
        writeFileSync(cut, whole.subarray(0, size));
        expect(() => openPayload(cut)).toThrow(DamagedError);
      }),
    );
    expect(() => openPayload(cut)).toThrow(/is damaged: its end is missing, so it was cut off or altered/);
  });

  it('says that it is damaged when any byte of its end is another', async () => {
    const whole = readFileSync(await write([['a.jpg', Buffer.from('bytes')]]));
    const altered = fresh();
    // The directory, the end record and the comment: each byte of them, one after the other.
    for (let at = whole.lastIndexOf('PK\x01\x02'); at < whole.length; at++) {
      const copy = Buffer.from(whole);
      copy[at] = (copy[at] ?? 0) ^ 1;
      writeFileSync(altered, copy);
      // Of the disk numbers and the count for this disk, which nobody reads, nothing depends.
      const end = whole.lastIndexOf('PK\x05\x06');
      if (at >= end + 4 && at < end + 10) expect([...openPayload(altered).files.keys()]).toEqual(['a.jpg']);
      else expect(() => openPayload(altered)).toThrow(DamagedError);
    }
  });

  it('never gives altered bytes for right ones', async () => {
    const contents: [string, Uint8Array][] = [
      ['a.txt', Buffer.from('words and words and words and words '.repeat(50))],
      ['b.jpg', Buffer.from(Array.from({ length: 2000 }, (_, index) => index % 256))],
    ];
    const whole = readFileSync(await write(contents));
    const start = statSync(shell).size;
    const altered = fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const copy = Buffer.from(whole);
          copy[at] = (copy[at] ?? 0) ^ flip;
          writeFileSync(altered, copy);
          let payload: ReturnType<typeof openPayload> | undefined;
          try {
            payload = openPayload(altered);
            for (const [name, data] of contents) {
              expect(payload.readSync(name).equals(data)).toBe(true);
              expect((await buffer(payload.stream(name))).equals(data)).toBe(true);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(DamagedError);
          } finally {
            payload?.close();
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('holds files and offsets past 4 GiB', { timeout: 240_000 }, async () => {
    const sparse = join(folder, 'sparse.jpg');
    writeFileSync(sparse, 'begin');
    const size = 2 ** 32 + 4097;
    await truncate(sparse, size);
    const out = fresh();
    // Its hashes are not needed here, and would take a while.
    const large = {
      path: 'large.jpg',
      method: 'store',
      size,
      packedSize: size,
      crc32: 0,
      sha256: '',
      packed: { file: sparse },
    } as const;
    await writeExecutable(shell, [large, bytesEntry('behind.txt', Buffer.from('behind 4 GiB'))], out);
    const payload = openPayload(out);
    expect(payload.files.get('large.jpg')?.size).toBe(size);
    expect(payload.readSync('behind.txt').toString()).toBe('behind 4 GiB');
    expect((await buffer(payload.stream('large.jpg', { start: 0, end: 4 }))).toString()).toBe('begin');
    expect((await buffer(payload.stream('large.jpg', { start: size - 3, end: size - 1 }))).length).toBe(3);
    payload.close();
    if (hasCommand('unzip', '-v'))
      expect(execFileSync('unzip', ['-l', out]).toString()).toContain(String(size));
  });

  it('holds more files than a plain ZIP can count', async () => {
    const entries = Array.from({ length: 70_000 }, (_, index) =>
      bytesEntry(`${index}.jpg`, Buffer.from(String(index))),
    );
    const out = fresh();
    await writeExecutable(shell, entries, out);
    const payload = openPayload(out);
    expect(payload.files.size).toBe(70_000);
    expect(payload.readSync('69999.jpg').toString()).toBe('69999');
    payload.close();
  });
});

describe('writing an executable', () => {
  it('gives the same bytes for the same input, and mode 755', async () => {
    const contents: [string, Uint8Array][] = [['a.txt', Buffer.from('a'.repeat(100))]];
    const [first, second] = [await write(contents), await write(contents)];
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
    expect(statSync(first).mode & 0o777).toBe(0o755);
  });

  it('leaves nothing when a file changed its size meanwhile', async () => {
    const file = join(folder, 'growing.txt');
    writeFileSync(file, 'x'.repeat(1000));
    const entry = await fileEntry('growing.jpg', file, folder);
    for (const now of ['shorter', 'x'.repeat(1001)]) {
      writeFileSync(file, now);
      const out = fresh();
      await expect(writeExecutable(shell, [entry], out)).rejects.toThrow(/changed while it was packed/);
      await expect(writeExecutable(shell, [entry], out)).rejects.toBeInstanceOf(UserError);
      expect(() => statSync(out)).toThrow();
    }
  });

  it('leaves nothing when it is aborted', async () => {
    const out = fresh();
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(
      writeExecutable(shell, [bytesEntry('a', Buffer.from('a'))], out, { signal }),
    ).rejects.toThrow('stop');
    expect(() => statSync(out)).toThrow();
  });

  itNeeds('unzip', hasCommand('unzip', '-v'))('makes a ZIP that unzip finds no fault with', async () => {
    const out = await write([
      ['ünïcode/ñame.txt', Buffer.from('text '.repeat(100))],
      ['b.jpg', Buffer.from([1, 2, 3])],
    ]);
    const listed = execFileSync('unzip', ['-t', out]).toString();
    expect(listed).toContain('No errors detected');
    expect(listed).not.toContain('warning');
  });
});

describe('an entry', () => {
  it('is deflated when that pays, and stored when it does not', async () => {
    const text = join(folder, 'text.bin');
    writeFileSync(text, 'again and again '.repeat(1000));
    expect((await fileEntry('text.bin', text, folder)).method).toBe('deflate');
    expect((await fileEntry('text.zip', text, folder)).method).toBe('store');
    expect(bytesEntry('short.txt', Buffer.from('ab')).method).toBe('store');
  });

  it('has the same hashes from a file as from memory', async () => {
    const data = Buffer.from('some bytes');
    const file = join(folder, 'some.txt');
    writeFileSync(file, data);
    expect(await digestFile(file)).toEqual(digestBytes(data));
  });
});
