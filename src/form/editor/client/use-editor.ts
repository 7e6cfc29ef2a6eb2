import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { itemsOf } from './model/item.ts';
import { type Problem, problemsOf } from './model/problems.ts';
import { type Action, isUnsaved, reduce, type State, shownItems, startOf } from './model/state.ts';
import { type Loaded, load, save, tellUnsaved } from './server.ts';

/** What the last save came to, where it is not done. */
export type Trouble = { kind: 'conflict' } | { kind: 'failed'; message: string };

export interface Editor {
  state: State;
  dispatch: (action: Action) => void;
  problems: readonly Problem[];
  unsaved: boolean;
  trouble: Trouble | undefined;
  /** What just happened, for those who hear the page. */
  said: string;
  say: (words: string) => void;
  save: (options?: { overwrite?: boolean }) => Promise<void>;
  /** Takes what another program wrote to the file; what was done here is lost. */
  takeTheirs: () => Promise<void>;
}

/** The state of the page, and what keeps it and the file the same. */
export function useEditor(loaded: Loaded): Editor {
  const [state, dispatch] = useReducer(reduce, loaded.layout, (layout) => startOf(itemsOf(layout)));
  const [trouble, setTrouble] = useState<Trouble>();
  const [said, say] = useState('');
  const version = useRef(loaded.version);
  const unsaved = isUnsaved(state);

  useEffect(() => {
    void tellUnsaved(unsaved);
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);

  const items = state.history.present;
  const saveNow = useCallback(
    async ({ overwrite = false } = {}) => {
      const answer = await save(items, overwrite ? undefined : version.current);
      if (answer.kind === 'saved') {
        version.current = answer.version;
        dispatch({ type: 'saved', items });
        setTrouble(undefined);
        say('Saved.');
      } else setTrouble(answer);
    },
    [items],
  );
  const takeTheirs = useCallback(async () => {
    const theirs = await load();
    version.current = theirs.version;
    dispatch({ type: 'start', items: itemsOf(theirs.layout) });
    setTrouble(undefined);
    say('The file was read anew.');
  }, []);

  return {
    state,
    dispatch,
    problems: problemsOf(shownItems(state)),
    unsaved,
    trouble,
    said,
    say,
    save: saveNow,
    takeTheirs,
  };
}
