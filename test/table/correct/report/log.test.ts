import { expect, it } from 'vitest';
import type { Mark } from '../../../../src/table/correct/mark.ts';
import { markLog, maxNotes, sortNotes } from '../../../../src/table/correct/report/log.ts';

function corrected(row: number, column: string, ...rules: string[]): Mark {
  return { kind: 'corrected', row, column, before: 'x', after: 'y', rules };
}

it('counts cells and rows, and by rule each cell once', () => {
  const log = markLog(1);
  log.add(corrected(2, 'B', 'trim', 'replace', 'replace'), {});
  log.add(corrected(3, 'C', 'trim'), { formula: 'A1' });
  for (const rule of ['min', 'max']) {
    log.add({ kind: 'rejected', row: 4, value: '5', rule, reason: 'is wrong' }, {});
  }
  log.add({ kind: 'dropped', row: 5, rule: 'dropEmptyRows' }, {});
  const { corrected: cells, rejectedRows, droppedRows, formulas } = log;
  expect({ cells, rejectedRows, droppedRows, formulas }).toEqual({
    cells: 2,
    rejectedRows: 1,
    droppedRows: 1,
    formulas: 1,
  });
  expect(Object.fromEntries(log.rules)).toEqual({
    trim: { corrected: 2, rejected: 0, dropped: 0 },
    replace: { corrected: 1, rejected: 0, dropped: 0 },
    min: { corrected: 0, rejected: 1, dropped: 0 },
    max: { corrected: 0, rejected: 1, dropped: 0 },
    dropEmptyRows: { corrected: 0, rejected: 0, dropped: 1 },
  });
  expect(log.remarks).toEqual(new Map([['C3', 'It was the formula =A1']]));
});

it('puts all that is said of a cell into one note, and what is said of a row on the first column', () => {
  const log = markLog(1);
  log.add(corrected(2, 'C', 'trim'), {});
  log.add({ kind: 'rejected', row: 2, column: 'C', value: 'y', rule: 'pattern', reason: 'does not fit' }, {});
  log.add({ kind: 'rejected', row: 2, value: null, rule: 'validate', reason: 'is odd' }, {});
  expect(sortNotes(log.notes())).toEqual([
    { cell: 'B2', text: 'Row rejected\nRule: validate\nReason: is odd' },
    { cell: 'C2', text: 'Before: x\nRule: trim\n\nRow rejected\nRule: pattern\nReason: does not fit' },
  ]);
});

it('shows the beginning of a long value, and none as empty', () => {
  const log = markLog(0);
  log.add({ kind: 'corrected', row: 1, column: 'A', before: 'x'.repeat(501), after: '', rules: ['r'] }, {});
  log.add({ kind: 'corrected', row: 2, column: 'A', before: null, after: '', rules: ['r'] }, {});
  expect(log.notes().map(({ text }) => text)).toEqual([
    `Before: ${'x'.repeat(500)}…\nRule: r`,
    'Before: (empty)\nRule: r',
  ]);
});

it('stops making notes when there are many, and says how many went without', () => {
  const log = markLog(0);
  for (let row = 1; row <= maxNotes + 3; row++) log.add(corrected(row, 'A', 'trim'), {});
  expect(log.notes()).toHaveLength(maxNotes);
  expect(log.withoutNote).toBe(3);
  expect(log.corrected).toBe(maxNotes + 3);
});
