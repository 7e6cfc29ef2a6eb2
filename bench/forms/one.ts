/** One photo to positions, or with `words` to a layout; a process of its own, to be measured from outside. */
import { detectByLines } from '../../src/form/detect/detect.ts';
import { layoutOf } from '../../src/form/layout/layout.ts';
import { rectify } from '../../src/form/rectify/rectify.ts';
import { readWords } from '../../src/form/words/read.ts';

const [, , file = '', language = ''] = process.argv;
const { grey } = await rectify(file, { name: file });
const { places, wordsOnly } = detectByLines(grey);
if (language) {
  const words = await readWords(wordsOnly, [language]);
  const layout = layoutOf([{ width: grey.width, height: grey.height, places, words }], file);
  console.log(JSON.stringify({ fields: layout.fields.length }));
} else console.log(JSON.stringify({ places: places.length }));
