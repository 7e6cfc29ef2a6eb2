import { type Box, bottom, right } from '../../../box.ts';
import { isDoubtful } from '../../../layout/doubtful.ts';
import type { Field } from '../../../layout/types.ts';
import type { Item } from '../model/item.ts';
import { placed, placedIn } from './placed.ts';

interface Props {
  item: Item;
  number: number;
  isSelected: boolean;
  /** Whether it alone is selected: then it has handles, and its parts can be dragged. */
  isOnly: boolean;
  option: number | undefined;
  /** In pixels of the screen. */
  page: { width: number; height: number };
}

/** Below this, in pixels of the screen, handles stand around a box and not on it. */
const small = 24;

/** By the sides that they move. */
const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;

/** A field on its page. The list beside says the same in words, so this is for eyes and the mouse. */
export function FieldBox({ item, number, isSelected, isOnly, option, page }: Props) {
  const { field, key } = item;
  const isFramed = option === undefined || !field.options?.[option]?.box;
  const names = [
    'box',
    `kind-${field.kind}`,
    field.options?.some((answer) => answer.box) ? 'has-answers' : '',
    isSelected ? 'is-selected' : '',
    isOnly ? 'is-only' : '',
    isDoubtful(field) ? 'is-to-check' : '',
  ];
  const handlesOf = ({ width, height }: Box) => (
    <Handles isSmall={Math.min(width * page.width, height * page.height) < small} />
  );
  return (
    <div class={names.filter(Boolean).join(' ')} style={placed(field.box)} data-key={key} aria-hidden="true">
      <span class="tag">
        {number} {field.label}
      </span>
      <Comb field={field} />
      <Table field={field} isOnly={isOnly} />
      {field.options?.map(
        ({ label, box }, index) =>
          box && (
            <div
              key={index}
              class={isOnly && option === index ? 'option is-selected' : 'option'}
              style={placedIn(box, field.box)}
              title={label}
              data-option={isOnly ? index : undefined}
            >
              {isOnly && option === index && handlesOf(box)}
            </div>
          ),
      )}
      {isOnly && isFramed && handlesOf(field.box)}
    </div>
  );
}

const Handles = ({ isSmall }: { isSmall: boolean }) => (
  <div class={isSmall ? 'handles around' : 'handles'}>
    {handles.map((side) => (
      <span key={side} class={`handle at-${side}`} data-handle={side} />
    ))}
  </div>
);

function Comb({ field: { kind, length = 0 } }: { field: Field }) {
  if (kind !== 'comb' || length > 100) return null;
  return (
    <>
      {Array.from({ length: Math.max(0, length - 1) }, (_, index) => (
        <span key={index} class="divider" style={{ left: `${(100 * (index + 1)) / length}%` }} />
      ))}
    </>
  );
}

/** The lines between columns and between rows; they can be dragged. */
function Table({ field, isOnly }: { field: Field; isOnly: boolean }) {
  if (field.kind !== 'table') return null;
  const { box, columns = [], rows = [] } = field;
  return (
    <>
      {columns.slice(1).map(({ x }, index) => (
        <span
          key={`column ${index}`}
          class={isOnly ? 'divider can-move' : 'divider'}
          style={{ left: `${(100 * (x - box.x)) / (right(box) - box.x)}%` }}
          data-line={isOnly ? `columns ${index}` : undefined}
        />
      ))}
      {rows.slice(1).map(({ y }, index) => (
        <span
          key={`row ${index}`}
          class={isOnly ? 'divider across can-move' : 'divider across'}
          style={{ top: `${(100 * (y - box.y)) / (bottom(box) - box.y)}%` }}
          data-line={isOnly ? `rows ${index}` : undefined}
        />
      ))}
    </>
  );
}
