/** What draws answers on the pages of their forms; a bundle of its own, for most starts print nothing. */
export { marksOf } from '../print/marks.ts';
export { metricsOf } from '../print/metrics.ts';
export { pdfOf } from '../print/pdf.ts';
export { pngOf } from '../print/png.ts';
