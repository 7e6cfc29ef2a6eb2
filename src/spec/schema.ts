import { z } from 'zod';
import { whyUnsafeName } from '../base/names.ts';
import { wordLanguages } from '../form/words/read.ts';
import { imageSetOptions } from '../image/set-options.ts';
import { type PartName, partNames, parts } from '../parts/list.ts';
import { tableOptions } from '../table/options.ts';
import { targetNames } from './targets.ts';

/** A name that becomes a file's or a folder's name on every system. */
const safeName = z.string().superRefine((name, context) => {
  const why = whyUnsafeName(name);
  if (why) context.addIssue({ code: 'custom', message: why, params: { unsafeName: true } });
});

/** The name of an image set, a table, a file set or a form: also a folder, a part of an address, a table in SQL. */
const contentName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,62}$/, 'a letter, then letters, digits, - or _ (63 at most)');

const address = z.string().min(1);

const from = z
  .union([address, z.array(address).min(1)])
  .describe('A path, a glob, an s3:// address, or a list of these; relative to the spec.');

const form = z.strictObject({
  from: z
    .union([address, z.array(address).min(1)])
    .describe('A photo, a scan or a PDF; a list of these is the pages in order. Relative to the spec.'),
  layout: address
    .optional()
    .describe('The corrected layout, used instead of looking for the fields; relative to the spec.'),
  language: z
    .array(z.enum(wordLanguages))
    .min(1)
    .optional()
    .describe('The languages of the words on it. Default: ["eng"].'),
  rectify: z
    .enum(['auto', 'none'])
    .optional()
    .describe('"none": the pictures are straight pages already. Default: auto.'),
  title: z.string().min(1).optional().describe('What people read above it. Default: its name, as words.'),
});

/** What the spec says of one image set, table, file set or form. */
export const contentSchemas = {
  images: z.strictObject({ from, ...imageSetOptions.shape }),
  tables: z.strictObject({ from, ...tableOptions.shape }),
  files: z.strictObject({ from }),
  forms: form,
};

type PartOptions = { [Name in PartName]: z.ZodOptional<(typeof parts)[Name]['options']> };
const partOptions = Object.fromEntries(
  partNames.map((name) => [name, parts[name].options.optional()]),
) as PartOptions;

/** The spec: what to build. Defined here and nowhere else; the published JSON Schema is made from it. */
export const specSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where editors find this schema.'),
    name: safeName.describe("The executable's name, without an extension."),
    title: z
      .string()
      .min(1)
      .optional()
      .describe('What people read at the top of the app. Default: the name.'),
    version: safeName
      .optional()
      .describe("Default: the git tag, else the first 12 digits of the content's hash."),
    targets: z
      .array(z.enum(targetNames))
      .min(1)
      .optional()
      .describe('What executables are for. Default: windows-x64 and linux-x64.'),
    images: z
      .record(contentName, contentSchemas.images)
      .optional()
      .describe('Image sets: pictures, and the steps that they go through.'),
    tables: z
      .record(contentName, contentSchemas.tables)
      .optional()
      .describe('Tables: rows out of CSV, JSON or XLSX.'),
    files: z.record(contentName, contentSchemas.files).optional().describe('File sets: packed as they are.'),
    forms: z
      .record(contentName, contentSchemas.forms)
      .optional()
      .describe('Paper forms, to be filled in on screen.'),
    parts: z
      .strictObject(partOptions)
      .optional()
      .describe('The features of the app. Default: each kind of content brings its own.'),
    executable: z
      .strictObject({
        icon: address.optional().describe('A PNG or ICO file, relative to the spec: the icon on Windows.'),
        company: z.string().optional().describe('The company, in the file properties on Windows.'),
        copyright: z.string().optional().describe('The copyright, in the file properties on Windows.'),
      })
      .optional()
      .describe('How the executable presents itself.'),
    publish: z
      .strictObject({
        to: address
          .optional()
          .describe('The output store: a folder relative to the spec, or an s3:// address. Default: out/.'),
        data: z
          .boolean()
          .optional()
          .describe(
            'Publish the processed data beside the executables, in the folder "data": pictures, and ' +
              'images.json with all that is known of them; tables as CSV, with what was changed and rejected, ' +
              'and corrected workbooks. The layouts of forms, and pictures of their fields, always are.',
          ),
      })
      .optional()
      .describe('Where the executables go. Default: the folder "out" beside the spec.'),
  })
  .describe('What Holdall builds: one spec in, one executable out.');

export type Spec = z.infer<typeof specSchema>;
