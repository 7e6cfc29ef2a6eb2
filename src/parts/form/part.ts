import { z } from 'zod';
import { asFolder } from '../../store/address.ts';
import { bucket } from '../bucket.ts';
import type { Part } from '../part.ts';
import type { FormSpec } from './spec.ts';

const answers = z.strictObject({
  to: bucket.describe('Where answers are sent when there is a network: s3://BUCKET/PREFIX/.'),
});

const options = z.strictObject({
  forms: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('The forms to fill in, in this order. Default: all of them.'),
  answers: answers.optional().describe('Default: answers stay on the machine that they are given on.'),
});

/** Paper forms, filled in on screen. */
export const form: Part<z.infer<typeof options>> = {
  name: 'form',
  options: options.describe('Paper forms, filled in on screen.'),
  bringsFor: 'forms',
  prepare(context, { forms, answers }, all): FormSpec {
    const names = [...new Set(forms ?? all)];
    const packed = names.map((name) => {
      const { title, layout, pages } = context.form(name);
      const folder = `forms/${name}/`;
      context.add(`${folder}layout.json`, layout);
      for (const page of pages) context.add(folder + page.name, page.picture);
      return {
        name,
        title,
        layout: `${folder}layout.json`,
        pages: pages.map(({ name: file, width, height }) => ({ file: folder + file, width, height })),
      };
    });
    return { forms: packed, ...(answers && { answers: { to: asFolder(answers.to) } }) };
  },
  // What prints, its font and its engine; workbooks; and what sends answers.
  needs: ({ answers }) => ({
    code: ['print', 'print-engine', 'print-font', 'workbooks', ...(answers ? ['aws'] : [])],
  }),
};
