import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import type { Field, Layout } from '../../../../src/form/layout/types.ts';
import type { Values } from '../../../../src/parts/form/fields/values.ts';
import type { PrintPage } from '../../../../src/parts/form/print/pdf.ts';
import { everyKind, everyValue } from '../fields/fields.ts';

const require = createRequire(import.meta.url);

export const font = readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
export const engine = readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm'));

const size = { width: 1654, height: 2339 };

/** The form with a field of every kind, its fields below each other. */
export const printed: Layout = {
  pages: [size, size],
  fields: everyKind.fields.map((field, at): Field => {
    const box = { x: 0.3, y: 0.05 + at * 0.06, width: 0.5, height: 0.022 };
    if (field.kind === 'checkbox') return { ...field, box: { ...box, width: 0.02, height: 0.014 } };
    if (field.kind === 'multi-line') return { ...field, box: { ...box, height: 0.05 } };
    if (field.kind === 'signature') return { ...field, page: 2, box };
    if (field.options) {
      const options = field.options.map((option, nth) => ({
        ...option,
        box: { ...box, x: 0.3 + nth * 0.1, width: 0.02, height: 0.014 },
      }));
      return { ...field, box, options };
    }
    if (field.kind === 'table') {
      const columns = field.columns?.map((column, nth) => ({ ...column, x: 0.3 + nth * 0.25, width: 0.25 }));
      const rows = field.rows?.map((row, nth) => ({ ...row, y: box.y + nth * 0.022, height: 0.022 }));
      return { ...field, box, ...(columns && { columns }), ...(rows && { rows }) };
    }
    return { ...field, box };
  }),
};

/** Texts in scripts that the font has, and in some that it lacks. */
export const printedValues: Values = {
  ...everyValue,
  name: 'Ζωή Παπαδοπούλου, Жанна Ёлкина 山 😀',
  remarks: `${'A long remark that has to be broken into several lines. '.repeat(6)}\nAnd a second one.`,
  mail: 'a.very.long.address.that.does.not.fit.on.its.line.at.all@a.very.long.domain.example.org',
};

/** The pages as the builder would have made them: boxes on white. */
export async function printedPages(): Promise<PrintPage[]> {
  return Promise.all(
    printed.pages.map(async ({ width, height }, at) => {
      const boxes = printed.fields
        .filter(({ page }) => page === at + 1)
        .flatMap(({ box, options }) => (options ? options.flatMap((option) => option.box ?? []) : [box]))
        .map(
          (box) =>
            `<rect x="${box.x * width}" y="${box.y * height}" width="${box.width * width}" height="${box.height * height}"/>`,
        );
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/><g fill="#fff" stroke="#000">${boxes.join('')}</g></svg>`;
      return { picture: await sharp(Buffer.from(svg)).jpeg().toBuffer(), width, height };
    }),
  );
}
