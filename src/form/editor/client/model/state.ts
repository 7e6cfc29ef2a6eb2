import type { Box } from '../../../box.ts';
import { isDoubtful } from '../../../layout/doubtful.ts';
import * as history from './history.ts';
import type { Items } from './item.ts';

/** What the mouse does: edit; give numbers by clicking in order; or nothing, while the form is tried. */
export type Mode = 'edit' | 'number' | 'try';

/** All that the page shows, but how far it is zoomed. */
export interface State {
  readonly history: history.History<Items>;
  /** What is saved in the file. */
  readonly saved: Items;
  /** While something is dragged: how it would be. */
  readonly preview?: Items | undefined;
  /** The box that is being drawn, or the area in which fields are being selected. */
  readonly rubber?: { page: number; box: Box; draws: boolean } | undefined;
  /** Keys of the fields that are selected, the last one clicked behind the others. */
  readonly selection: readonly number[];
  /** Which answer of the one choice that is selected is meant. */
  readonly option?: number | undefined;
  readonly mode: Mode;
  /** While numbers are given: whom the last one was given. */
  readonly numbered?: number | undefined;
}

export type Action =
  | { type: 'edit'; items: Items; joins?: string; selection?: readonly number[]; option?: number }
  | { type: 'preview'; items: Items }
  | { type: 'rubber'; rubber: State['rubber'] }
  | { type: 'drop' }
  | { type: 'end drag' }
  | { type: 'select'; keys: readonly number[]; option?: number }
  | { type: 'toggle'; key: number }
  | { type: 'number'; key: number }
  | { type: 'mode'; mode: Mode }
  | { type: 'undo' | 'redo' }
  | { type: 'saved'; items: Items }
  | { type: 'start'; items: Items };

export const startOf = (items: Items): State => ({
  history: history.begin(items),
  saved: items,
  selection: [],
  mode: 'edit',
});

/** What is shown: what is being dragged as it would be, else what is. */
export const shownItems = ({ preview, history: { present } }: State): Items => preview ?? present;

export const isUnsaved = ({ saved, history: { present } }: State): boolean => present !== saved;

export const selectedItems = (state: State): Items => {
  const items = shownItems(state);
  return state.selection.flatMap((key) => items.find((item) => item.key === key) ?? []);
};

/** The answer of a choice that is selected, which has a box of its own. */
export function selectedOption(state: State): { key: number; option: number; box: Box } | undefined {
  const [only, ...others] = selectedItems(state);
  const { option } = state;
  if (!only || others.length > 0 || option === undefined) return undefined;
  const box = only.field.options?.[option]?.box;
  return box && { key: only.key, option, box };
}

/** The next field that somebody should look at, behind the last that is selected; from the top again at the end. */
export function nextToCheck(state: State): number | undefined {
  const items = shownItems(state);
  const at = items.findIndex(({ key }) => key === state.selection.at(-1));
  const inTurn = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return inTurn.find(({ field }) => isDoubtful(field))?.key;
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'edit':
      return {
        ...still(state),
        history: history.step(state.history, action.items, action.joins),
        ...(action.selection ? { selection: action.selection, option: undefined } : {}),
        ...(action.option === undefined ? {} : { option: action.option }),
      };
    case 'preview':
      return { ...state, preview: action.items };
    case 'rubber':
      return { ...state, rubber: action.rubber };
    case 'drop':
      return still(state);
    case 'end drag':
      return state.preview
        ? { ...still(state), history: history.step(state.history, state.preview) }
        : still(state);
    case 'select':
      return {
        ...state,
        history: history.settled(state.history),
        selection: action.keys,
        option: action.option,
      };
    case 'toggle': {
      const others = state.selection.filter((key) => key !== action.key);
      const selection = others.length < state.selection.length ? others : [...others, action.key];
      return { ...state, history: history.settled(state.history), selection, option: undefined };
    }
    case 'number':
      return numbered(state, action.key);
    case 'mode':
      return {
        ...still(state),
        history: history.settled(state.history),
        mode: action.mode,
        numbered: undefined,
        ...(action.mode === 'edit' ? {} : { selection: [], option: undefined }),
      };
    case 'undo':
      return present({ ...still(state), history: history.undo(state.history) });
    case 'redo':
      return present({ ...still(state), history: history.redo(state.history) });
    case 'saved':
      return { ...state, saved: action.items, history: history.settled(state.history) };
    case 'start':
      return startOf(action.items);
  }
}

const still = (state: State): State => ({ ...state, preview: undefined, rubber: undefined });

/** Only what is there can be selected. */
function present(state: State): State {
  const keys = new Set(state.history.present.map(({ key }) => key));
  return { ...state, selection: state.selection.filter((key) => keys.has(key)), option: undefined };
}

/** The first one that is clicked keeps its place, each other comes right behind the one before. */
function numbered(state: State, key: number): State {
  const items = state.history.present;
  const item = items.find((one) => one.key === key);
  if (!item || state.numbered === key) return state;
  if (state.numbered === undefined) return { ...state, numbered: key, selection: [key] };
  const others = items.filter((one) => one !== item);
  const at = others.findIndex((one) => one.key === state.numbered) + 1;
  const next = others.toSpliced(at, 0, item);
  const same = next.every((one, index) => one === items[index]);
  return {
    ...state,
    history: same ? state.history : history.step(state.history, next, 'number'),
    numbered: key,
    selection: [key],
  };
}
