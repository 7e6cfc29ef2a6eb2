import type { Box } from '../../box.ts';
import {
  confirm,
  duplicate,
  move,
  placeOption,
  remove,
  removeOption,
  reorderBy,
  resize,
} from './model/edits.ts';
import type { Items } from './model/item.ts';
import { selectedItems, selectedOption } from './model/state.ts';
import type { Zoom } from './pages/use-zoom.ts';
import type { Loaded } from './server.ts';
import type { Editor } from './use-editor.ts';

interface Around {
  editor: Editor;
  zoom: Zoom;
  pages: Loaded['pages'];
  toNext: () => void;
  help: () => void;
}

/** What a key does where the focus is; undefined when it is none of ours. */
export function keyAction(event: KeyboardEvent, around: Around): (() => void) | undefined {
  const { editor } = around;
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (control && key === 's') return () => void editor.save();
  if (control && key === 'z') return () => editor.dispatch({ type: event.shiftKey ? 'redo' : 'undo' });
  if (control && key === 'y') return () => editor.dispatch({ type: 'redo' });
  if (document.querySelector('dialog[open]')) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (key === 'Escape') return () => leave(editor, target);
  if (target?.closest('input, select, textarea')) return undefined;
  if (editor.state.mode === 'try') return undefined;
  if (control) return controlKey(key, around);
  if (event.altKey) return altKey(key, editor);
  if (/^Arrow/.test(key)) return target?.closest('.fields') ? undefined : arrow(event, around);
  return plainKey(key, around, target);
}

function leave({ state, dispatch }: Editor, target: Element | undefined): void {
  if (state.preview || state.rubber) dispatch({ type: 'drop' });
  else if (target?.closest('.inspector')) document.querySelector<HTMLElement>('.canvas')?.focus();
  else if (state.mode !== 'edit') dispatch({ type: 'mode', mode: 'edit' });
  else dispatch({ type: 'select', keys: [] });
}

function controlKey(key: string, { editor, pages }: Around): (() => void) | undefined {
  const { state, dispatch } = editor;
  const items = state.history.present;
  if (key === 'a') return () => dispatch({ type: 'select', keys: items.map((item) => item.key) });
  if (state.selection.length === 0) return undefined;
  if (key === 'd')
    return () => {
      const { items: next, keys } = duplicate(items, new Set(state.selection));
      dispatch({ type: 'edit', items: next, selection: keys });
    };
  const by = steps[key];
  const [only, ...others] = selectedItems(state);
  if (!by || !only || others.length > 0) return undefined;
  const { width, height } = pages[only.field.page - 1] ?? { width: 1000, height: 1000 };
  const larger = (box: Box): Box => ({
    ...box,
    width: box.width + by[0] / width,
    height: box.height + by[1] / height,
  });
  const answer = selectedOption(state);
  return () =>
    dispatch({
      type: 'edit',
      items: answer
        ? placeOption(items, answer.key, answer.option, larger(answer.box))
        : resize(items, only.key, larger(only.field.box)),
      joins: `keys resize ${only.key} ${answer?.option}`,
    });
}

function altKey(key: string, { state, dispatch }: Editor): (() => void) | undefined {
  const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined;
  if (by === undefined || state.selection.length === 0) return undefined;
  return () =>
    dispatch({ type: 'edit', items: reorderBy(state.history.present, new Set(state.selection), by) });
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** By a pixel of the page, or by ten. */
function arrow(event: KeyboardEvent, { editor, pages }: Around): (() => void) | undefined {
  const { state, dispatch } = editor;
  const by = steps[event.key];
  const [first] = selectedItems(state);
  if (!by || !first) return undefined;
  const { width, height } = pages[first.field.page - 1] ?? { width: 1000, height: 1000 };
  const far = event.shiftKey ? 10 : 1;
  const [dx, dy] = [(by[0] * far) / width, (by[1] * far) / height];
  const answer = selectedOption(state);
  const items = state.history.present;
  return () =>
    dispatch({
      type: 'edit',
      items: answer
        ? placeOption(items, answer.key, answer.option, {
            ...answer.box,
            x: answer.box.x + dx,
            y: answer.box.y + dy,
          })
        : move(items, new Set(state.selection), dx, dy),
      joins: `keys move ${state.selection.join()} ${answer?.option}`,
    });
}

function plainKey(key: string, around: Around, target: Element | undefined): (() => void) | undefined {
  const { editor, zoom, toNext, help } = around;
  const { state, dispatch } = editor;
  const keys = new Set(state.selection);
  const items = state.history.present;
  const withSome = (edited: () => Items) =>
    keys.size > 0 ? () => dispatch({ type: 'edit', items: edited() }) : undefined;
  const mode = (wanted: 'number' | 'try') => () =>
    dispatch({ type: 'mode', mode: state.mode === wanted ? 'edit' : wanted });
  switch (key) {
    case 'Delete':
    case 'Backspace':
      return withSome(() => {
        const answer = selectedOption(state);
        if (answer) return removeOption(items, answer.key, answer.option);
        editor.say(keys.size === 1 ? 'One field deleted.' : `${keys.size} fields deleted.`);
        return remove(items, keys);
      });
    case 'Enter':
      // On a button it presses that.
      if (target?.closest('button, a') || keys.size === 0) return undefined;
      return () => document.querySelector<HTMLElement>('.inspector input')?.focus();
    case 'c':
      return withSome(() => confirm(items, keys));
    case 'n':
      return toNext;
    case 'o':
      return mode('number');
    case 't':
      return mode('try');
    case '+':
    case '=':
      return zoom.larger;
    case '-':
      return zoom.smaller;
    case '0':
      return zoom.fit;
    case '?':
      return help;
    default:
      return undefined;
  }
}
