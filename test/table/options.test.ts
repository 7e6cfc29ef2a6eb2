import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tableOptions } from '../../src/table/options.ts';

describe('the options of a table', () => {
  it.each([[{}], [{ sheet: '2026' }], [{ sheet: 1 }]])('takes %j', (options) => {
    expect(tableOptions.parse(options)).toEqual(options);
  });

  it.each([[{ sheet: 0 }], [{ sheet: 1.5 }], [{ sheet: '' }], [{ sheet: null }], [{ sheets: 'x' }]])(
    'refuses %j',
    (options) => {
      expect(tableOptions.safeParse(options).success).toBe(false);
    },
  );

  it('describes each of them', () => {
    const { properties = {} } = z.toJSONSchema(tableOptions);
    for (const property of Object.values(properties)) expect(property).toHaveProperty('description');
  });
});
