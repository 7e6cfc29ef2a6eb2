import type { Grey } from '../picture.ts';

/** Pixels of a cell: print is looked at through its brightest pixels. */
const cell = 8;

/** A change of brightness from one cell to the next that is steeper is an edge of print, not of a shadow: in logarithms. */
const steepest = 0.11;

/**
 * Takes shadows with soft edges off a page: brightness that changes slowly is light, what changes at
 * once is print (retinex, after Land and McCann). Tinted and dark areas stay as they are.
 */
export function withoutShadows(page: Grey): Grey {
  const { width, height, data } = page;
  const paper = paperCells(page);
  const light = lightOf(paper);
  const even = new Uint8Array(data.length);
  const at = (x: number, y: number) => light.data[y * light.width + x] as number;
  for (let y = 0; y < height; y++) {
    const fy = Math.min(light.height - 1, Math.max(0, (y + 0.5) / cell - 0.5));
    const y0 = Math.min(light.height - 2, Math.floor(fy));
    for (let x = 0; x < width; x++) {
      const fx = Math.min(light.width - 1, Math.max(0, (x + 0.5) / cell - 0.5));
      const x0 = Math.min(light.width - 2, Math.floor(fx));
      const [dx, dy] = [fx - x0, fy - y0];
      const upper = at(x0, y0) * (1 - dx) + at(x0 + 1, y0) * dx;
      const lower = at(x0, y0 + 1) * (1 - dx) + at(x0 + 1, y0 + 1) * dx;
      const value = (data[y * width + x] as number) * (upper * (1 - dy) + lower * dy);
      even[y * width + x] = value > 255 ? 255 : value;
    }
  }
  return { width, height, data: even };
}

interface Cells {
  width: number;
  height: number;
  data: Float64Array;
}

/** The logarithm of the paper's brightness: the brightest pixels in and around each cell. */
function paperCells({ width, height, data }: Grey): Cells {
  const own: Cells = {
    width: Math.ceil(width / cell),
    height: Math.ceil(height / cell),
    data: new Float64Array(),
  };
  own.data = new Float64Array(own.width * own.height);
  const counts = new Uint16Array(256);
  for (let row = 0; row < own.height; row++)
    for (let column = 0; column < own.width; column++) {
      counts.fill(0);
      let left = 0;
      for (let y = row * cell; y < Math.min(height, (row + 1) * cell); y++)
        for (let x = column * cell; x < Math.min(width, (column + 1) * cell); x++) {
          const value = data[y * width + x] as number;
          counts[value] = (counts[value] as number) + 1;
          left++;
        }
      left *= 0.15;
      let bright = 255;
      while (bright > 1 && left > (counts[bright] as number)) left -= counts[bright--] as number;
      own.data[row * own.width + column] = Math.log(bright);
    }
  // A closing: what is darker than both sides of it, and no wider than a cell, is print.
  const brightest = around(around(own.data, 1, Math.max), own.width, Math.max);
  return { ...own, data: around(around(brightest, 1, Math.min), own.width, Math.min) };
}

/** The largest or the smallest of each cell and those `step` before and behind it. */
const around = (data: Float64Array, step: number, of: (...values: number[]) => number): Float64Array =>
  data.map((value, at) => of(value, data[at - step] ?? value, data[at + step] ?? value));

/** What each cell is to be multiplied by: the light that fits all changes that are not steep. */
function lightOf(paper: Cells): Cells {
  const { width, height, data } = paper;
  const across = changes(data, 1);
  const down = changes(data, width);
  const light = data.slice();
  // Gauss-Seidel with over-relaxation, which for such a grid converges within a few hundred rounds.
  const weight = 2 / (1 + Math.sin(Math.PI / Math.max(width, height)));
  for (let round = 0; round < 300; round++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = y * width + x;
        const old = light[at] as number;
        let sum = 0;
        if (x > 0) sum += (light[at - 1] as number) + (across[at - 1] as number) - old;
        if (x < width - 1) sum += (light[at + 1] as number) - (across[at] as number) - old;
        if (y > 0) sum += (light[at - width] as number) + (down[at - width] as number) - old;
        if (y < height - 1) sum += (light[at + width] as number) - (down[at] as number) - old;
        const count = (x > 0 ? 1 : 0) + (x < width - 1 ? 1 : 0) + (y > 0 ? 1 : 0) + (y < height - 1 ? 1 : 0);
        light[at] = old + (weight * sum) / count;
      }
  const brightest = light.slice().sort()[Math.floor(0.9 * light.length)] as number;
  // Beyond white, so that the last grey of the paper goes as well.
  const full = Math.log(266);
  const shift = (data.slice().sort()[Math.floor(0.9 * data.length)] as number) - brightest;
  return { width, height, data: light.map((value) => Math.exp(Math.max(-0.1, full - value - shift))) };
}

/** From each cell to the one `step` behind it; none where it is steep. */
const changes = (data: Float64Array, step: number): Float64Array =>
  data.map((value, at) => {
    const change = (data[at + step] ?? value) - value;
    return Math.abs(change) > steepest ? 0 : change;
  });
