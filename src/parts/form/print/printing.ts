import type { Reader } from '../../../language/reader.ts';
import type { RunContext } from '../../run.ts';
import type { Answer } from '../answers/answers.ts';
import type { Form } from '../forms.ts';
import type { Drawing } from './marks.ts';
import type { PrintPage } from './pdf.ts';

/** Makes filled forms to print. */
export interface Printing {
  /** All pages; without an answer they are empty. */
  pdf(form: Form, answer: Answer | undefined, reader: Reader): Promise<Printed>;
  /** One page as a PNG, by its number from 0. */
  png(form: Form, answer: Answer, page: number, reader: Reader): Promise<Printed>;
}

export interface Printed {
  bytes: Uint8Array<ArrayBuffer>;
  /** The labels of fields with characters that cannot be printed. */
  unprintable: string[];
}

/** What is needed for it lies in bundles of its own, which are loaded when something is printed. */
export function printingOf(context: RunContext): Printing {
  const code = () => context.load('print') as typeof import('../bundles/print.ts');
  const font = () => (context.load('print-font') as typeof import('../bundles/print-font.ts')).font;
  const engine = () => (context.load('print-engine') as typeof import('../bundles/print-engine.ts')).engine;
  let metrics: ReturnType<ReturnType<typeof code>['metricsOf']> | undefined;

  function drawingOf(form: Form, answer: Answer, reader: Reader): Drawing {
    metrics ??= code().metricsOf(font());
    return code().marksOf(form.layout(), answer.values, reader, metrics);
  }
  /** Boxes are fractions, so any size will do; the picture's own is what the pages of a layout have. */
  const pagesOf = (form: Form): PrintPage[] =>
    form.pages.map(({ file }, at) => ({
      picture: context.payload.readSync(file),
      ...(form.layout().pages[at] ?? { width: 1654, height: 2339 }),
    }));

  return {
    async pdf(form, answer, reader) {
      const drawing = answer && drawingOf(form, answer, reader);
      const { language, text } = reader;
      const unprintable = drawing?.unprintable ?? [];
      const note =
        unprintable.length > 0 ? text.formFields.print.unprintable(unprintable.join(', ')) : undefined;
      const title = answer ? text.formFields.print.title(form.title, String(answer.number)) : form.title;
      const bytes = await code().pdfOf(pagesOf(form), drawing, font(), {
        title,
        language,
        ...(note !== undefined && { note }),
      });
      return { bytes: new Uint8Array(bytes), unprintable };
    },
    async png(form, answer, page, reader) {
      const { pages, unprintable } = drawingOf(form, answer, reader);
      const picture = pagesOf(form)[page];
      if (!picture) throw new Error(`${form.name} has no page ${page + 1}`);
      const bytes = await code().pngOf(picture, pages[page] ?? [], font(), engine());
      return { bytes: new Uint8Array(bytes), unprintable };
    },
  };
}
