import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { detectByLines } from '../src/form/detect/detect.ts';
import type { Place } from '../src/form/detect/types.ts';
import { understood } from '../src/form/layout/understood.ts';
import { rectify } from '../src/form/rectify/rectify.ts';
import { readWords } from '../src/form/words/read.ts';
import { makePages } from './forms/make.ts';
import { type Photo, takePhotos } from './forms/photo.ts';
import {
  type Answer,
  countOf,
  f1,
  isLabelRight,
  type Matched,
  match,
  precision,
  recall,
} from './forms/score.ts';
import type { TruthPage, TruthShape } from './forms/truth.ts';
import { type Bench, megabytes, ms, peak, run, seconds, table } from './measure.ts';

const shapes: readonly TruthShape[] = ['text', 'area', 'comb', 'checkbox', 'radio', 'cell'];

interface Judged {
  page: TruthPage;
  matched: Matched<Answer>;
}

/** Forms: what is found on drawn pages, flat and photographed; labels, kinds, corners; time and memory. */
export async function forms({ work, section }: Bench): Promise<void> {
  // Pages are the same for the same seed; HOLDALL_FORMS keeps them from run to run.
  const folder = process.env['HOLDALL_FORMS'] ?? join(work, 'forms');
  const pages = await makePages(folder);
  const flat: Judged[] = [];
  let [labels, kinds, found] = [0, 0, 0];
  for (const [index, page] of pages.entries()) {
    const { data, info } = await sharp(join(folder, `${page.name}.png`))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { places, wordsOnly } = detectByLines({ width: info.width, height: info.height, data });
    flat.push({ page, matched: match(page, places) });
    // Reading takes longest: one page of each style, in its turn of the three languages.
    if (index % 3 !== Math.floor(index / 3) % 3) continue;
    const words = await readWords(wordsOnly, [page.language]);
    const answers = understood({ width: info.width, height: info.height, places, words }).map((one) => ({
      ...one,
      shape: one.place.shape,
    }));
    const { matches } = match(page, answers);
    found += matches.length;
    labels += matches.filter(({ truth, answer }) => isLabelRight(truth.label, answer.label)).length;
    kinds += matches.filter(({ truth, answer }) => truth.kind === answer.kind).length;
  }
  const photos = await takePhotos(folder, pages);
  const taken: (Judged & { corners: boolean })[] = [];
  for (const photo of photos) taken.push(await judge(photo));
  const peer = boxdetect(folder, pages);
  const share = (part: number, all: number): string => (part / Math.max(1, all)).toFixed(3);
  const rows = (judged: readonly Judged[], name: string): string[] =>
    scores(
      name,
      judged.map(({ matched }) => matched),
    );
  const held = <T extends Judged>(judged: readonly T[], isHeld: boolean): T[] =>
    judged.filter(({ page }) => page.heldOut === isHeld);
  section(
    'Forms: the places to fill',
    `${pages.length} pages in ${new Set(pages.map(({ style }) => style)).size} styles, ${pages.reduce((sum, page) => sum + page.fields.length, 0)} fields, drawn in HTML and rendered by Chromium at 200 pixels to the inch, so that the truth is known from the page's own elements; each flat, and photographed by simulation (12 megapixels: tilt up to 30 degrees, any rotation, uneven light, shadows of fingers, blur, noise, JPEG, a table with things on it, a folded corner; a quarter of the tables bright, other white papers beneath, shadows from soft to hard). ${new Set(pages.filter((page) => page.heldOut).map(({ style }) => style)).size} of the styles are held out: nobody looks at them while the detector is worked at. Right is what overlaps a field by half or more (intersection over union). The bounds are an F1 of 0.95 flat and 0.90 from photos.

${table(
  ['', 'precision', 'recall', 'F1'],
  [
    rows(flat, 'flat, all styles'),
    rows(held(flat, false), 'flat, styles worked with'),
    rows(held(flat, true), 'flat, styles held out'),
    ...shapes.map((shape) =>
      scores(
        `flat, ${shape}`,
        flat.map(({ matched }) => matched),
        shape,
      ),
    ),
    rows(taken, 'photos, all styles'),
    rows(held(taken, false), 'photos, styles worked with'),
    rows(held(taken, true), 'photos, styles held out'),
    ...shapes.map((shape) =>
      scores(
        `photos, ${shape}`,
        taken.map(({ matched }) => matched),
        shape,
      ),
    ),
    ...(peer ? [rows(peer, 'flat, `boxdetect` 1.0.2 (Python)')] : []),
  ],
)}

Corners within 1 % of the diagonal: ${share(taken.filter(({ corners }) => corners).length, taken.length)} of the photos. Labels right: ${share(labels, found)}, kinds right: ${share(kinds, found)} of the fields found on a flat page of each style.`,
  );
  const [first] = photos;
  if (first) measured(section, first);
}

async function judge({ page, file, corners }: Photo): Promise<Judged & { corners: boolean }> {
  try {
    const { grey, corners: seen = [] } = await rectify(file, { name: page.name });
    const [sx, sy] = [page.width / grey.width, page.height / grey.height];
    const answers = detectByLines(grey).places.map((place: Place) => ({
      shape: place.shape,
      box: {
        x: place.box.x * sx,
        y: place.box.y * sy,
        width: place.box.width * sx,
        height: place.box.height * sy,
      },
    }));
    const worst = Math.max(
      ...corners.map(([x, y]) => Math.min(Infinity, ...seen.map(([a, b]) => Math.hypot(a - x, b - y)))),
    );
    return { page, matched: match(page, answers), corners: worst <= 0.01 * Math.hypot(4000, 3000) };
  } catch {
    return { page, matched: match(page, []), corners: false };
  }
}

function scores(name: string, matched: readonly Matched<Answer>[], shape?: TruthShape): string[] {
  const count = countOf(matched, shape);
  return [name, precision(count).toFixed(3), recall(count).toFixed(3), f1(count).toFixed(3)];
}

/** What `boxdetect` finds, where a Python that has it is named by HOLDALL_BOXDETECT. */
function boxdetect(folder: string, pages: readonly TruthPage[]): Judged[] | undefined {
  const python = process.env['HOLDALL_BOXDETECT'];
  if (!python) return undefined;
  const { out, err, status } = run([
    python,
    resolve('bench/forms/peer.py'),
    ...pages.map(({ name }) => join(folder, `${name}.png`)),
  ]);
  if (status !== 0) throw new Error(err);
  return out
    .trim()
    .split('\n')
    .map((line, i) => {
      const boxes: [number, number, number, number][] = JSON.parse(line).boxes;
      const page = pages[i] as TruthPage;
      return {
        page,
        matched: match(
          page,
          boxes.map(([x, y, width, height]): Answer => ({ shape: 'text', box: { x, y, width, height } })),
        ),
      };
    });
}

function measured(section: Bench['section'], { file, page }: Photo): void {
  const one = (...words: string[]) => {
    const runs = [1, 2, 3].map(() => run([process.execPath, resolve('bench/forms/one.ts'), file, ...words]));
    for (const { status, err } of runs) if (status !== 0) throw new Error(err);
    return [seconds(ms(runs)), megabytes(peak(runs))];
  };
  const row = (title: string, [time = '', memory = '']: string[]): string[] => [title, time, memory];
  section(
    'Forms: time and memory',
    `A photo of 12 megapixels, as a whole process; the median of three. The bounds are 6 s to positions, 20 s with words, and 600 MB.

${table(['', 'time', 'memory'], [row('to positions', one()), row('with words, to a layout', one(page.language))])}`,
  );
}
