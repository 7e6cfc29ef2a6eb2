import { crc32, deflateSync } from 'node:zlib';
import { AlreadyExistsError } from '../../../../store/exists.ts';
import type { Store } from '../../../../store/store.ts';

const WIDTH = 480;
const HEIGHT = 320;

/** The colour at a place from 0 to 1, in red, green and blue from 0 to 255. */
type Drawing = (x: number, y: number) => [number, number, number];

const drawings: Record<string, Drawing> = {
  'sunset.png': sunset,
  'rainbow.png': rainbow,
  'target.png': target,
};

/** The names of the pictures that `putSamples` makes. */
export const sampleNames = Object.keys(drawings);

/** Puts pictures to try things with into a place; those that are there already stay as they are. */
export async function putSamples(incoming: Store): Promise<void> {
  for (const [name, draw] of Object.entries(drawings)) {
    try {
      await incoming.write(name, png(draw), { ifAbsent: true, contentType: 'image/png' });
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
    }
  }
}

function sunset(x: number, y: number): [number, number, number] {
  const fromSun = Math.hypot((x - 0.5) * 1.5, y - 0.6);
  if (y > 0.72) return [20 + 60 * (1 - y), 30 + 40 * Math.abs(Math.sin(y * 90)), 90];
  if (fromSun < 0.14) return [255, 236, 150];
  return [255 - 90 * fromSun, 190 - 190 * fromSun, 70 + 130 * (1 - y)];
}

function rainbow(x: number, y: number): [number, number, number] {
  const distance = Math.hypot((x - 0.5) * 1.5, y - 1);
  const band = (distance - 0.5) / 0.3;
  if (band < 0 || band > 1) return [170 - 60 * (1 - y), 205 - 20 * (1 - y), 235];
  const wave = (shift: number) => 128 + 127 * Math.cos(2 * Math.PI * (0.8 * (1 - band) + shift));
  return [wave(0), wave(-1 / 3), wave(-2 / 3)];
}

function target(x: number, y: number): [number, number, number] {
  const ring = Math.floor(Math.hypot((x - 0.5) * 1.5, y - 0.5) / 0.09);
  if (ring > 4) return [238, 232, 213];
  return ring % 2 === 0 ? [200, 40, 50] : [250, 250, 245];
}

/** A picture of 8 bits a channel in the PNG format. */
function png(draw: Drawing): Buffer {
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  let at = 0;
  for (let y = 0; y < HEIGHT; y++) {
    // The filter of the row: none.
    rows[at++] = 0;
    for (let x = 0; x < WIDTH; x++)
      for (const value of draw(x / WIDTH, y / HEIGHT))
        rows[at++] = Math.max(0, Math.min(255, Math.round(value)));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
