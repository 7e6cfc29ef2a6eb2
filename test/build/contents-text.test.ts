import { describe, expect, it } from 'vitest';
import { cleaningText, rejectLines } from '../../src/build/contents-text.ts';

const reject = { source: 'orders.xlsx', line: 11, column: 'quantity', value: 'ten', reason: 'is no integer' };

describe('what the rules of a table did', () => {
  it('is told in short, without what did not happen', () => {
    expect(cleaningText({ read: 1200, rejected: 4, dropped: 2, changes: 1, rejects: [] })).toBe(
      '1,200 rows read, 4 rejected, 2 dropped, 1 change',
    );
    expect(cleaningText({ read: 1, rejected: 0, dropped: 0, changes: 0, rejects: [] })).toBe('1 row read');
  });

  it('names the first rejects with their places', () => {
    const rejects = [
      reject,
      { ...reject, line: 30, column: 'customer', value: null, reason: 'has no value' },
      { ...reject, line: 31, column: null, value: null, reason: 'ends before it starts' },
      { ...reject, line: 31 },
    ];
    const cleaned = { read: 9, rejected: 4, dropped: 0, changes: 0, rejects };
    expect(rejectLines(cleaned)).toEqual([
      'orders.xlsx:11 "quantity": "ten" is no integer',
      'orders.xlsx:30 "customer" has no value',
      'orders.xlsx:31 ends before it starts',
      'orders.xlsx:31 "quantity": "ten" is no integer',
      'and 1 more row',
    ]);
    expect(rejectLines({ ...cleaned, rejected: 3 })).toHaveLength(4);
  });
});
