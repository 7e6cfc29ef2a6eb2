import {
  degrees,
  type PDFDict,
  PDFDocument,
  type PDFField,
  type PDFForm,
  PDFName,
  type PDFPage,
  PDFString,
} from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../src/form/layout/layout.ts';
import { layoutSchema } from '../../../src/form/layout/types.ts';
import { acroFormLayout } from '../../../src/form/pdf/acroform.ts';
import { pdfPages } from '../../../src/form/pdf/pages.ts';

const size = [600, 800] as const;

/** Draws a PDF of one page of 600 x 800 points. */
async function pdf(draw: (form: PDFForm, page: PDFPage, document: PDFDocument) => void): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  draw(document.getForm(), document.addPage([...size]), document);
  return document.save();
}

/** The fields of its first page, without what most have in common. */
async function fieldsOf(bytes: Uint8Array) {
  const [page] = (await acroFormLayout(bytes)) ?? [];
  return (page?.fields ?? []).map(({ box, confidence, ...field }) => field);
}

const at = (y: number, width = 200, height = 20) => ({ x: 200, y, width, height });
const label = (page: PDFPage, words: string, y: number, x = 60) => page.drawText(words, { x, y, size: 11 });
const dictOf = (field: PDFField): PDFDict => field.acroField.dict;
const tooltip = (field: PDFField, words: string) => dictOf(field).set(PDFName.of('TU'), PDFString.of(words));

function formatted(field: PDFField, script: string): void {
  const { context } = dictOf(field);
  dictOf(field).set(
    PDFName.of('AA'),
    context.obj({ F: { Type: 'Action', S: 'JavaScript', JS: PDFString.of(script) } }),
  );
}

describe('a PDF with fields', () => {
  it('has texts of all kinds, with their words beside them', async () => {
    const bytes = await pdf((form, page) => {
      label(page, 'Family name:', 705);
      form.createTextField('Text1').addToPage(page, at(700));
      label(page, 'E-mail', 665);
      form.createTextField('contact.mail_address').addToPage(page, at(660));
      const comb = form.createTextField('postcode');
      comb.setMaxLength(5);
      comb.enableCombing();
      comb.enableRequired();
      tooltip(comb, 'Your postcode');
      comb.addToPage(page, at(620));
      const remarks = form.createTextField('remarks');
      remarks.enableMultiline();
      remarks.addToPage(page, at(500, 300, 90));
      const day = form.createTextField('first_seen');
      formatted(day, 'AFDate_FormatEx("dd.mm.yyyy");');
      day.addToPage(page, at(460));
      const sum = form.createTextField('sum');
      formatted(sum, 'AFNumber_Format(2, 0, 0, 0, "", true);');
      sum.addToPage(page, at(420));
    });
    expect(await fieldsOf(bytes)).toEqual([
      { id: 'family-name', label: 'Family name', kind: 'text' },
      { id: 'mail-address', label: 'E-mail', kind: 'email' },
      { id: 'postcode', label: 'Your postcode', kind: 'comb', length: 5, required: true },
      { id: 'remarks', label: 'remarks', kind: 'multi-line', guessed: ['label'] },
      { id: 'first-seen', label: 'first seen', kind: 'date', guessed: ['label'] },
      { id: 'sum', label: 'sum', kind: 'number', guessed: ['label'] },
    ]);
  });

  it('has boxes to tick, radio buttons with their boxes, and lists without', async () => {
    const bytes = await pdf((form, page) => {
      const swims = form.createCheckBox('swims');
      swims.addToPage(page, { x: 60, y: 700, width: 14, height: 14 });
      label(page, 'The child can swim', 703, 82);
      const lunch = form.createRadioGroup('lunch');
      label(page, 'Lunch at school?', 653);
      for (const [index, value] of ['yes', 'no', 'sometimes'].entries()) {
        const x = 200 + index * 110;
        lunch.addOptionToPage(value, page, { x, y: 650, width: 14, height: 14 });
        label(page, ['Every day', 'Never', 'Some days'][index] ?? '', 653, x + 20);
      }
      const bare = form.createRadioGroup('diet');
      for (const [index, value] of ['vegetarian', 'allEaten'].entries())
        bare.addOptionToPage(value, page, { x: 200 + index * 110, y: 560, width: 14, height: 14 });
      const school = form.createDropdown('school');
      school.addOptions(['North', 'South']);
      school.addToPage(page, at(500));
      const days = form.createOptionList('days');
      days.addOptions(['Monday', 'Tuesday']);
      days.enableMultiselect();
      days.addToPage(page, at(400, 200, 60));
      form.createButton('send').addToPage('Send', page, at(300));
    });
    const box = expect.objectContaining({ width: expect.closeTo(14 / 600, 2) });
    expect(await fieldsOf(bytes)).toEqual([
      { id: 'swims', label: 'The child can swim', kind: 'checkbox' },
      {
        id: 'lunch',
        label: 'Lunch at school?',
        kind: 'choice',
        options: ['Every day', 'Never', 'Some days'].map((words) => ({ label: words, box })),
      },
      {
        id: 'diet',
        label: 'diet',
        kind: 'choice',
        options: ['vegetarian', 'all Eaten'].map((words) => ({ label: words, box })),
        guessed: ['label'],
      },
      {
        id: 'school',
        label: 'school',
        kind: 'choice',
        options: [{ label: 'North' }, { label: 'South' }],
        guessed: ['label'],
      },
      {
        id: 'days',
        label: 'days',
        kind: 'choice',
        options: [{ label: 'Monday' }, { label: 'Tuesday' }],
        multiple: true,
        guessed: ['label'],
      },
    ]);
  });

  it('says where they are, as the page is shown: cut and turned', async () => {
    const draw = (turn: number) =>
      pdf((form, page) => {
        page.setCropBox(100, 100, 400, 500);
        page.setRotation(degrees(turn));
        form
          .createTextField('name')
          .addToPage(page, { x: 200, y: 500, width: 100, height: 50, borderWidth: 0 });
      });
    const upright = { x: 0.25, y: 0.1, width: 0.25, height: 0.1 };
    const boxes = {
      0: upright,
      90: { x: 0.8, y: 0.25, width: 0.1, height: 0.25 },
      180: { x: 0.5, y: 0.8, width: 0.25, height: 0.1 },
      270: { x: 0.1, y: 0.5, width: 0.1, height: 0.25 },
    };
    for (const [turn, box] of Object.entries(boxes)) {
      const bytes = await draw(Number(turn));
      const [page] = (await acroFormLayout(bytes)) ?? [];
      expect([turn, page?.fields[0]?.box]).toEqual([turn, box]);
      const [picture] = await pdfPages(bytes);
      expect([page?.width, page?.height]).toEqual([picture?.width, picture?.height]);
    }
  });

  it('keeps the order of Tab, and takes a field that is there twice once', async () => {
    const bytes = await pdf((form, page, document) => {
      const name = form.createTextField('name');
      form.createTextField('below').addToPage(page, at(300));
      name.addToPage(page, at(700));
      name.addToPage(page, at(200));
      const next = document.addPage([...size]);
      name.addToPage(next, at(700));
      form.createTextField('last').addToPage(next, at(600));
      document.addPage([...size]);
    });
    const pages = await acroFormLayout(bytes);
    expect(pages?.map((page) => page?.fields.map(({ id }) => id))).toEqual([
      ['below', 'name'],
      ['last'],
      undefined,
    ]);
  });

  it('leaves out what nobody can fill', async () => {
    const bytes = await pdf((form, page) => {
      form.createTextField('mine').addToPage(page, at(700));
      const fixed = form.createTextField('fixed');
      fixed.enableReadOnly();
      fixed.addToPage(page, at(600));
      const hidden = form.createTextField('hidden');
      hidden.addToPage(page, { ...at(500), hidden: true });
    });
    expect((await fieldsOf(bytes)).map(({ id }) => id)).toEqual(['mine']);
  });

  it('is read when it may not be changed, but be looked at', async () => {
    const document = await PDFDocument.create();
    document
      .getForm()
      .createTextField('name')
      .addToPage(document.addPage([...size]), at(700));
    document.encrypt({ ownerPassword: 'secret', userPassword: '' });
    const bytes = await document.save();
    expect((await fieldsOf(bytes)).map(({ id }) => id)).toEqual(['name']);
  });

  it('becomes a layout together with pages that were looked at', async () => {
    const bytes = await pdf((form, page) => form.createTextField('name').addToPage(page, at(700)));
    const [known] = (await acroFormLayout(bytes)) ?? [];
    if (!known) throw new Error('it has fields');
    const place = { box: { x: 10, y: 10, width: 300, height: 40 }, shape: 'text', confidence: 1 } as const;
    const word = { text: 'Name', box: { x: 10, y: 60, width: 60, height: 20 }, confidence: 1 };
    const layout = layoutOf([known, { width: 1000, height: 1000, places: [place], words: [word] }]);
    expect(layoutSchema.parse(layout)).toEqual(layout);
    expect(layout.fields.map(({ id, page, order }) => ({ id, page, order }))).toEqual([
      { id: 'name', page: 1, order: 0 },
      { id: 'name-2', page: 2, order: 1 },
    ]);
  });
});

/** As programs for drawing forms write them: field and widget in one, parents with what they have in common. */
const drawn = `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/Annots[6 0 R 7 0 R 9 0 R 10 0 R]>> endobj
4 0 obj <</T(topmost[0])/FT/Tx/Ff 2/Kids[5 0 R]>> endobj
5 0 obj <</T(Page1[0])/Parent 4 0 R/Kids[6 0 R 7 0 R 8 0 R]>> endobj
6 0 obj <</Subtype/Widget/T(f1_1[0])/TU(Your first name and initial)/Parent 5 0 R/Rect[300 720 60 700]>> endobj
7 0 obj <</Subtype/Widget/T(account_no[0])/Parent 5 0 R/Ff 16777216/MaxLen 9/Rect[60 650 300 670]>> endobj
8 0 obj <</T(status[0])/FT/Btn/Ff 0/Parent 5 0 R/TU(Filing status)/Kids[9 0 R 10 0 R]>> endobj
9 0 obj <</Subtype/Widget/Parent 8 0 R/AP<</N<</Off 11 0 R/Single 11 0 R>>>>/Rect[60 600 70 610]>> endobj
10 0 obj <</Subtype/Widget/Parent 8 0 R/AP<</N<</Off 11 0 R/Married 11 0 R>>>>/Rect[160 600 170 610]>> endobj
11 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Length 0>> stream
endstream endobj
trailer <</Root 1 0 R>>
`;

it('reads fields whose parents have what they have in common, and widgets that are fields', async () => {
  const [page] = (await acroFormLayout(Buffer.from(drawn))) ?? [];
  expect(page?.fields).toEqual([
    {
      id: 'your-first-name-and-initial',
      label: 'Your first name and initial',
      kind: 'text',
      box: { x: 0.1, y: 0.1, width: 0.4, height: 0.025 },
      required: true,
      confidence: 1,
    },
    {
      id: 'account-no',
      label: 'account no',
      kind: 'comb',
      length: 9,
      box: { x: 0.1, y: 0.1625, width: 0.4, height: 0.025 },
      confidence: 1,
      guessed: ['label'],
    },
    {
      id: 'status',
      label: 'Filing status',
      kind: 'choice',
      box: { x: 0.1, y: 0.2375, width: 0.18333, height: 0.0125 },
      options: [
        { label: 'Single', box: { x: 0.1, y: 0.2375, width: 0.01667, height: 0.0125 } },
        { label: 'Married', box: { x: 0.26667, y: 0.2375, width: 0.01666, height: 0.0125 } },
      ],
      confidence: 1,
    },
  ]);
});

it('a PDF without fields, or what is none, has nothing to say', async () => {
  expect(await acroFormLayout(await pdf((_, page) => label(page, 'Name', 700)))).toBeUndefined();
  expect(await acroFormLayout(Buffer.from('words'))).toBeUndefined();
});
