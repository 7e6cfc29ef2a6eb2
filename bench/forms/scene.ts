import sharp from 'sharp';
import type { Size } from './camera.ts';
import type { Draw } from './draw.ts';

/** A table with things on it. */
export async function tableOf({ width, height }: Size, r: Draw): Promise<Buffer> {
  // A quarter of the tables is bright, of light wood or with a cloth.
  const tone = r.chance(0.25) ? r.whole(150, 185) : r.whole(25, 150);
  const warm = r.whole(0, 50);
  const rgb = (d: number): string =>
    `rgb(${[warm, warm / 2, 0].map((w) => Math.max(0, Math.min(210, Math.round(tone + w + d)))).join(',')})`;
  const stripes = Array.from(
    { length: 40 },
    (_, i) =>
      `<rect x="0" y="${i * 75 + r.whole(-9, 9)}" width="4000" height="${r.whole(20, 74)}" fill="${rgb(r.between(-14, 14))}"/>`,
  );
  const lines = Array.from(
    { length: 60 },
    () =>
      `<path d="M0 ${r.whole(0, 3000)} Q 2000 ${r.whole(0, 3000)} 4000 ${r.whole(0, 3000)}" stroke="${rgb(r.between(-22, 22))}" stroke-width="${r.whole(1, 6)}" fill="none"/>`,
  );
  const things = Array.from(
    { length: r.whole(2, 7) },
    () =>
      `<rect x="${r.whole(0, 3900)}" y="${r.whole(0, 2900)}" width="${r.whole(60, 900)}" height="${r.whole(40, 500)}" rx="20" transform="rotate(${r.whole(-40, 40)} 2000 1500)" fill="rgb(${r.whole(10, 190)},${r.whole(10, 150)},${r.whole(10, 170)})"/>`,
  );
  // Other papers, as white as the sheet; it lies upon them.
  if (r.chance(0.4)) {
    const paper = r.whole(200, 245);
    things.push(
      `<rect x="${r.whole(-300, 3300)}" y="${r.whole(-300, 2300)}" width="1100" height="780" transform="rotate(${r.whole(-60, 60)} 2000 1500)" fill="rgb(${paper},${paper},${paper - r.whole(0, 12)})"/>`,
    );
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 4000 3000"><rect width="4000" height="3000" fill="${rgb(0)}"/>${stripes.join('')}${lines.join('')}${things.join('')}</svg>`;
  return sharp(Buffer.from(svg))
    .removeAlpha()
    .blur(Math.max(0.3, width / 2000))
    .raw()
    .toBuffer();
}

/** Uneven light, the shadow of a hand, the noise of the sensor. */
export function light(picture: Uint8Array, { width, height }: Size, r: Draw): void {
  const [dx, dy] = [r.between(-0.22, 0.22), r.between(-0.22, 0.22)];
  const level = r.between(0.78, 0.98);
  const fingers = r.chance(0.6)
    ? Array.from({ length: r.whole(2, 5) }, (_, i) => ({
        x: r.between(0.1, 0.9) + i * 0.05,
        y: r.between(0.1, 0.9),
        angle: r.between(0, 3),
        long: r.between(0.15, 0.4),
        wide: r.between(0.03, 0.1),
      }))
    : [];
  const dark = r.between(0.5, 0.8);
  // From a lamp nearby to the sun.
  const soft = r.between(0.06, 0.4);
  const step = width / 200;
  const columns = width / step + 1;
  const map = new Float32Array(columns * (height / step + 1));
  for (let j = 0; j <= height / step; j++)
    for (let i = 0; i < columns; i++) {
      const [u, v] = [i / (columns - 1), j / (height / step)];
      let shade = 0;
      for (const { x, y, angle, long, wide } of fingers) {
        const [ex, ey] = [u - x, (v - y) * 0.75];
        const a = (ex * Math.cos(angle) + ey * Math.sin(angle)) / long;
        const b = (-ex * Math.sin(angle) + ey * Math.cos(angle)) / wide;
        const d = Math.sqrt(a * a + b * b);
        shade = Math.max(shade, Math.max(0, Math.min(1, (1.15 - d) / soft)));
      }
      const edge = 1 - 0.18 * ((u - 0.5) ** 2 + (v - 0.5) ** 2) * 2;
      map[j * columns + i] =
        level * (1 + dx * (u - 0.5) * 2) * (1 + dy * (v - 0.5) * 2) * edge * (1 - shade * (1 - dark));
    }
  const noise = Float32Array.from(
    { length: 1 << 16 },
    () => (r.next() + r.next() + r.next() + r.next() - 2) * 1.7,
  );
  const strength = r.between(2.5, 6);
  let random = r.whole(1, 1 << 30);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [i, j] = [Math.floor(x / step), Math.floor(y / step)];
      const [fx, fy] = [x / step - i, y / step - j];
      const at = (di: number, dj: number): number => map[(j + dj) * columns + i + di] as number;
      const factor =
        (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy;
      for (let c = 0; c < 3; c++) {
        random = (Math.imul(random, 1664525) + 1013904223) | 0;
        const k = 3 * (y * width + x) + c;
        const value = 0.95 * (picture[k] as number) * factor + strength * (noise[random >>> 16] as number);
        picture[k] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
}
