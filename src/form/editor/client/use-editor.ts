import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { itemsOf } from './model/item.ts';
import { type Problem, problemsOf } from './model/problems.ts';
import { type Action, isUnsaved, reduce, type State, shownItems, startOf } from './model/state.ts';
import { type Loaded, load, save, tellUnsaved } from './server.ts';

/** What the last save came to, where it is not done. */
export type Trouble = { kind: 'conflict' } | { kind: 'failed'; message: string };

export interface Editor {
  /** As it is at the moment of asking: what comes with an event may come before the page is drawn anew. */
  readonly state: State;
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
  const first = useState(() => startOf(itemsOf(loaded.layout)))[0];
  const latest = useRef(first);
  const [, draw] = useState(first);
  const dispatch = useCallback((action: Action) => {
    latest.current = reduce(latest.current, action);
    draw(latest.current);
  }, []);
  const [trouble, setTrouble] = useState<Trouble>();
  const [said, say] = useState('');
  const version = useRef(loaded.version);
  const unsaved = isUnsaved(latest.current);

  useEffect(() => {
    void tellUnsaved(unsaved);
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    // Who leaves nonetheless has said that it may be lost; by the back button it is there again.
    const tell = ({ type }: Event) => void tellUnsaved(type === 'pageshow');
    addEventListener('beforeunload', ask);
    addEventListener('pagehide', tell);
    addEventListener('pageshow', tell);
    return () => {
      removeEventListener('beforeunload', ask);
      removeEventListener('pagehide', tell);
      removeEventListener('pageshow', tell);
    };
  }, [unsaved]);

  const saveNow = useCallback(
    async ({ overwrite = false } = {}) => {
      const items = latest.current.history.present;
      const answer = await save(items, overwrite ? undefined : version.current);
      if (answer.kind === 'saved') {
        version.current = answer.version;
        dispatch({ type: 'saved', items });
        setTrouble(undefined);
        say('Saved.');
        return;
      }
      setTrouble(answer);
      if (answer.kind === 'conflict') return;
      const wrong = problemsOf(items).find(({ canWait }) => !canWait)?.index;
      const key = wrong === undefined ? undefined : items[wrong]?.key;
      if (key !== undefined) dispatch({ type: 'select', keys: [key] });
    },
    [dispatch],
  );
  const takeTheirs = useCallback(async () => {
    const theirs = await load();
    version.current = theirs.version;
    dispatch({ type: 'start', items: itemsOf(theirs.layout) });
    setTrouble(undefined);
    say('The file was read anew.');
  }, [dispatch]);

  return {
    get state() {
      return latest.current;
    },
    dispatch,
    problems: problemsOf(shownItems(latest.current)),
    unsaved,
    trouble,
    said,
    say,
    save: saveNow,
    takeTheirs,
  };
}
