/**
 * The same work by a bare sharp script, as one writes it: every picture of a folder resized, encoded
 * and written to another, several at once.
 *
 *     node bench/images-sharp.ts FOLDER OUT CONCURRENCY WIDTH FORMAT [stats]
 *
 * With `stats`, sharp measures each picture too: mean, deviation, entropy, sharpness, dominant colour.
 * Prints JSON: milliseconds, those of all cores, how many pictures, their bytes.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import sharp, { type FormatEnum, type Sharp } from 'sharp';

const [folder = '', out = '', concurrency = '', width = '', format = 'jpeg', stats] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
sharp.cache(false);
sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / Number(concurrency))));

const limit = pLimit(Number(concurrency));
const start = performance.now();
const cpuBefore = process.cpuUsage();
const made = await Promise.all(
  readdirSync(folder).map((file) =>
    limit(async () => {
      const resized = sharp(join(folder, file))
        .autoOrient()
        .resize({ width: Number(width) });
      const write = (pipeline: Sharp) =>
        pipeline.toFormat(format as keyof FormatEnum, { quality: 80 }).toFile(join(out, file));
      if (!stats) return write(resized);
      const { data, info } = await resized.raw().toBuffer({ resolveWithObject: true });
      const { width: across, height, channels } = info;
      const pixels = () => sharp(data, { raw: { width: across, height, channels } });
      await pixels().stats();
      return write(pixels());
    }),
  ),
);
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
const cpuMs = (user + system) / 1000;
const bytes = made.reduce((sum, { size }) => sum + size, 0);
console.log(JSON.stringify({ ms, cpuMs, pictures: made.length, bytes }));
