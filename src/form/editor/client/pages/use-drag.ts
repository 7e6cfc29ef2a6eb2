import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { type Box, bottom, right, shared } from '../../../box.ts';
import { add, edit, move, placeOption, resize } from '../model/edits.ts';
import { between } from '../model/geometry.ts';
import type { Items } from '../model/item.ts';
import { moveLine } from '../model/kinds.ts';
import type { Editor } from '../use-editor.ts';

type Point = readonly [x: number, y: number];

/** What is dragged, from when the button went down. */
interface Drag {
  page: number;
  element: Element;
  from: Point;
  /** In pixels of the screen, to tell a drag from a click. */
  client: Point;
  items: Items;
  isMoving: boolean;
  /** How it would be with the mouse at a point of the page; undefined where a box is drawn on the page. */
  to?: (at: Point) => Items;
  /** Whether the box that is drawn becomes a field; else it selects what is in it. */
  draws: boolean;
}

/** So many pixels of the screen are a click still. */
const slack = 3;

/** Listeners for a page: select, drag, resize, draw. */
export function useDrag(editor: Editor, canvas: RefObject<HTMLElement | null>) {
  const { dispatch } = editor;
  const drag = useRef<Drag | undefined>(undefined);

  const drop = () => {
    drag.current = undefined;
    dispatch({ type: 'drop' });
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !drag.current) return;
    event.stopPropagation();
    drop();
  };

  const onPointerDown = (event: PointerEvent) => {
    const page = event.currentTarget;
    const target = event.target;
    if (event.button !== 0 || !(page instanceof HTMLElement) || !(target instanceof Element)) return;
    event.preventDefault();
    canvas.current?.focus({ preventScroll: true });
    const at = pointOf(event, page);
    const box = target.closest<HTMLElement>('[data-key]');
    const key = box ? Number(box.dataset['key']) : undefined;
    if (editor.state.mode === 'number') {
      if (key !== undefined) dispatch({ type: 'number', key });
      return;
    }
    const option = numberOf(target.closest<HTMLElement>('[data-option]')?.dataset['option']);
    const selection = select(editor, key, option, event);
    page.setPointerCapture(event.pointerId);
    const items = editor.state.history.present;
    const to = key === undefined ? undefined : dragOf(target, items, key, option, selection, at);
    addEventListener('keydown', onEscape, { capture: true });
    const ended = () => removeEventListener('keydown', onEscape, { capture: true });
    page.addEventListener('lostpointercapture', ended, { once: true });
    drag.current = {
      page: Number(page.dataset['page']),
      element: page,
      from: at,
      client: [event.clientX, event.clientY],
      items,
      isMoving: false,
      ...(to ? { to } : {}),
      draws: !event.shiftKey,
    };
  };

  const onPointerMove = (event: PointerEvent) => {
    const now = drag.current;
    if (!now) return;
    const [x, y] = now.client;
    now.isMoving ||= Math.hypot(event.clientX - x, event.clientY - y) > slack;
    if (!now.isMoving) return;
    const at = pointOf(event, now.element);
    if (now.to) dispatch({ type: 'preview', items: now.to(at) });
    else
      dispatch({ type: 'rubber', rubber: { page: now.page, box: between(now.from, at), draws: now.draws } });
  };

  const onPointerUp = (event: PointerEvent) => {
    const now = drag.current;
    drag.current = undefined;
    if (!now?.isMoving) return;
    if (now.to) return dispatch({ type: 'end drag' });
    const box = between(now.from, pointOf(event, now.element));
    dispatch({ type: 'drop' });
    const [wide, high] = [Math.abs(event.clientX - now.client[0]), Math.abs(event.clientY - now.client[1])];
    if (now.draws) {
      // A line is no field, but a hand that slipped.
      if (Math.min(wide, high) > slack) draw(editor, now.page, box);
    } else dispatch({ type: 'select', keys: within(now.items, now.page, box) });
  };

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: drop };
}

function pointOf(event: MouseEvent, page: Element): Point {
  const { left, top, width, height } = page.getBoundingClientRect();
  return [(event.clientX - left) / width, (event.clientY - top) / height];
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** Selects what was clicked, and gives what is selected then. */
function select(
  { state, dispatch }: Editor,
  key: number | undefined,
  option: number | undefined,
  { shiftKey }: MouseEvent,
): readonly number[] {
  if (key === undefined) {
    if (!shiftKey) dispatch({ type: 'select', keys: [] });
    return [];
  }
  if (shiftKey) {
    dispatch({ type: 'toggle', key });
    return state.selection.includes(key)
      ? state.selection.filter((one) => one !== key)
      : [...state.selection, key];
  }
  // One of several that are selected drags all of them.
  if (state.selection.length > 1 && state.selection.includes(key)) return state.selection;
  dispatch({ type: 'select', keys: [key], ...(option === undefined ? {} : { option }) });
  return [key];
}

/** What a drag does that begins at a handle, a line, an answer's box, or the field's own. */
function dragOf(
  target: Element,
  items: Items,
  key: number,
  option: number | undefined,
  selection: readonly number[],
  from: Point,
): ((at: Point) => Items) | undefined {
  const field = items.find((item) => item.key === key)?.field;
  if (!field) return undefined;
  const side = target.closest<HTMLElement>('[data-handle]')?.dataset['handle'];
  const line = target.closest<HTMLElement>('[data-line]')?.dataset['line'];
  const own = option === undefined ? undefined : field.options?.[option]?.box;
  const by = ([x, y]: Point): Point => [x - from[0], y - from[1]];
  if (option !== undefined && own)
    return (at) =>
      placeOption(items, key, option, side ? stretched(own, side, by(at)) : shifted(own, by(at)));
  if (side) return (at) => resize(items, key, stretched(field.box, side, by(at)));
  if (line) {
    const [of, index] = line.split(' ');
    return (at) =>
      edit(items, new Set([key]), (one) =>
        of === 'columns'
          ? moveLine(one, 'columns', Number(index), at[0])
          : moveLine(one, 'rows', Number(index), at[1]),
      );
  }
  const keys = new Set(selection);
  return keys.has(key) ? (at) => move(items, keys, ...by(at)) : () => items;
}

const shifted = (box: Box, [dx, dy]: Point): Box => ({ ...box, x: box.x + dx, y: box.y + dy });

/** A box with one of its sides or corners moved; past the other side, it turns over. */
function stretched(box: Box, side: string, [dx, dy]: Point): Box {
  const x0 = box.x + (side.includes('w') ? dx : 0);
  const x1 = right(box) + (side.includes('e') ? dx : 0);
  const y0 = box.y + (side.startsWith('n') ? dy : 0);
  const y1 = bottom(box) + (side.startsWith('s') ? dy : 0);
  return between([x0, y0], [x1, y1]);
}

function draw({ state, dispatch }: Editor, page: number, box: Box): void {
  const { items, key } = add(state.history.present, page, box, behind(state.history.present, page, box));
  dispatch({ type: 'edit', items, selection: [key] });
}

/** The last field of the page that begins above the new one, or left of it in its row. */
function behind(items: Items, page: number, box: Box): number | undefined {
  return items.findLast(
    ({ field }) =>
      field.page < page ||
      (field.page === page &&
        (bottom(field.box) <= box.y + box.height / 2 ||
          (field.box.y < bottom(box) && right(field.box) <= box.x + box.width / 2))),
  )?.key;
}

const within = (items: Items, page: number, box: Box): number[] =>
  items.filter(({ field }) => field.page === page && shared(field.box, box) > 0).map(({ key }) => key);
