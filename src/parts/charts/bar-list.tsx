import type { CategoriesModel, Category } from './model.ts';
import { percent } from './scale.ts';

/**
 * Where a bar begins and how long it is, as shares of the room for bars: 0 is where it must be. What is no
 * value of its own has no bar, and its size does not dwarf the others.
 */
export function barAcross(rows: Category[]): (value: number) => { start: number; length: number } {
  const values = rows.flatMap(({ value, quiet }) => (quiet ? [] : [value]));
  const least = Math.min(0, ...values);
  const length = Math.max(0, ...values) - least || 1;
  return (value) => ({
    start: (Math.min(0, value) - least) / length,
    length: Math.abs(value) / length,
  });
}

/** Names with a bar and a value each, as a table. */
export function BarList({ model: { rows, heads, label } }: { model: CategoriesModel }) {
  const place = barAcross(rows);
  const hasShares = rows.some(({ share }) => share !== undefined);
  return (
    <table class="bar-list">
      <caption class="unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{heads.name}</th>
          <td />
          <th scope="col" class="number">
            {heads.value}
          </th>
          {hasShares && (
            <th scope="col" class="number share">
              %
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, text, share, href, quiet }) => {
          const { start, length } = place(value);
          return (
            <tr key={name} class={quiet ? 'others' : undefined}>
              <th scope="row">{href === undefined ? name : <a href={href}>{name}</a>}</th>
              <td class="bar-cell">
                {!quiet && (
                  <svg width="100%" height="14" aria-hidden="true">
                    <rect class="mark-bar" x={percent(start)} width={percent(length)} height="14" rx="2" />
                  </svg>
                )}
              </td>
              <td class="number">{text}</td>
              {hasShares && <td class="number quiet share">{share}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
