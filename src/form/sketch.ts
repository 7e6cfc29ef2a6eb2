import { isDoubtful } from './layout/doubtful.ts';
import type { Field, Layout } from './layout/types.ts';

/** Letters across a page; a line of text is about twice as high as a letter is wide. */
const columns = 96;

/**
 * The pages of a form drawn in letters, for where no picture can be shown: each field in its place,
 * with its number in the order of reading and as much of its label as there is room for. What
 * somebody should look at has a `?`.
 *
 * @returns the lines of each page; rows of paper without fields are left out but for one
 */
export function sketches({ pages, fields }: Layout): string[][] {
  return pages.map(({ width, height }, index) => {
    const rows = Math.round((columns * height) / width / 2);
    const grid = Array.from({ length: rows }, () => new Array<string>(columns).fill(' '));
    const onPage = fields.filter(({ page }) => page === index + 1);
    for (const field of onPage.toSorted((a, b) => a.order - b.order)) draw(field, grid);
    return grid
      .map((row) => row.join('').trimEnd())
      .filter((line, at, all) => line !== '' || all[at - 1] !== '');
  });
}

type Grid = string[][];

function draw(field: Field, grid: Grid): void {
  const { box, options = [], label, kind, order } = field;
  const name = `${order + 1}${isDoubtful(field) ? '?' : ''}`;
  const boxes =
    kind === 'checkbox'
      ? [{ ...box, label }]
      : options.flatMap((option) => (option.box ? [{ ...option.box, label: option.label }] : []));
  if (boxes.length === 0) cell(grid, field, `${name} ${label}`);
  for (const [index, { label: answer, ...place }] of boxes.entries()) {
    const [x, y] = at(grid, place.x, place.y + place.height / 2);
    tick(grid, x, y, answer, index === 0 ? name : '');
  }
}

/** A place as wide as it is, with words in it; one for several lines has several. */
function cell(grid: Grid, { box, kind }: Field, words: string): void {
  const isHigh = kind === 'multi-line' || kind === 'table';
  const [x0, top] = at(grid, box.x, isHigh ? box.y : box.y + box.height / 2);
  const [x1, under] = at(grid, box.x + box.width, box.y + box.height);
  const last = isHigh ? Math.max(top, under - 1) : top;
  const room = Math.max(1, x1 - x0 - 2);
  for (let y = top; y <= last; y++) {
    const text = y === top ? words.slice(0, room) : '';
    put(grid, x0, y, `[${text.padEnd(room, '_')}]`);
  }
}

/** A box to tick and its answer; the number of the question before it. */
function tick(grid: Grid, x: number, y: number, answer: string, name: string): void {
  put(grid, x, y, `[] ${answer}`);
  if (name) put(grid, Math.max(0, x - name.length - 1), y, name);
}

function put(grid: Grid, x: number, y: number, text: string): void {
  const row = grid[y];
  for (const [index, letter] of [...text].entries())
    if (row && x + index < columns) row[x + index] = /\s/.test(letter) ? ' ' : letter;
}

const at = (grid: Grid, x: number, y: number): [number, number] => [
  Math.min(columns - 1, Math.round(x * columns)),
  Math.min(grid.length - 1, Math.floor(y * grid.length)),
];
