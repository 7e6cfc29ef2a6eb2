import { expect, it } from 'vitest';
import type { Field } from '../../src/form/layout/types.ts';
import { sketches } from '../../src/form/sketch.ts';

const field = (order: number, more: Partial<Field>): Field => ({
  id: `field-${order}`,
  label: 'Name',
  kind: 'text',
  page: 1,
  box: { x: 0, y: 0, width: 0.25, height: 0.05 },
  order,
  confidence: 1,
  ...more,
});

it('draws each field in its place, with its number and its label', () => {
  const [first, second] = sketches({
    pages: [
      { width: 960, height: 400 },
      { width: 960, height: 200 },
    ],
    fields: [
      field(0, {}),
      field(1, { label: 'A label for which there is no room', guessed: ['label'], box: boxAt(0.5, 0) }),
      field(2, { kind: 'multi-line', label: 'Remarks', box: { x: 0, y: 0.5, width: 0.25, height: 0.1 } }),
      field(3, {
        kind: 'choice',
        options: [
          { label: 'yes', box: boxAt(0.1, 0.8) },
          { label: 'no', box: boxAt(0.3, 0.8) },
        ],
      }),
      field(4, { kind: 'checkbox', label: 'I agree', page: 2, box: boxAt(0.1, 0.5) }),
    ],
  });
  expect(first).toEqual([
    '[1 Name________________]                        [2? A label for which t]',
    '',
    '[3 Remarks_____________]',
    '[______________________]',
    '',
    '        4 [] yes             [] no',
    '',
  ]);
  expect(second).toEqual(['', '        5 [] I agree', '']);
});

const boxAt = (x: number, y: number): Field['box'] => ({ x, y, width: 0.25, height: 0.05 });
