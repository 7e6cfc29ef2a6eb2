import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelled } from '../../../../src/base/axis.ts';
import { html } from '../../../../src/cli/profile/html/markup.ts';
import { countTicks, percent } from '../../../../src/cli/profile/html/scale.ts';

describe('a template of HTML', () => {
  it('escapes what is put into it, but for HTML', () => {
    const inner = html`<b>${'a & b'}</b>`;
    expect(html`<p title="${'"\'<>'}">${[inner, 'x<y', 1]}${null}${undefined}${false}</p>`.html).toBe(
      '<p title="&quot;&#39;&lt;&gt;"><b>a &amp; b</b>x&lt;y1</p>',
    );
    expect(html`${'a\u0000b\u001bc\td'}`.html).toBe('a\ufffdb\ufffdc\td');
  });

  it('never lets a text end what it is in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.html).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe('places on an axis', () => {
  it('are labelled at round numbers', () => {
    expect(labelled([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 5], 3)).toEqual([4, 9]);
    expect(labelled([7], [1], 3)).toEqual([0]);
    expect(labelled([1, 2, 3], [5], 1).length).toBe(1);
  });

  it('have round counts beside them', () => {
    expect(countTicks(98)).toEqual([20, 40, 60, 80]);
    expect(countTicks(1)).toEqual([1]);
    expect(countTicks(7)).toEqual([2, 4, 6]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (most) => {
        const ticks = countTicks(most);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(5);
        for (const tick of ticks) expect(Number.isInteger(tick) && tick <= most).toBe(true);
      }),
    );
  });

  it('are percentages', () => {
    expect(percent(1 / 3)).toBe('33.333%');
    expect(percent(-1)).toBe('0%');
    expect(percent(2)).toBe('100%');
  });
});
