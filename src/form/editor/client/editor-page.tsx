import { useEffect, useRef, useState } from 'preact/hooks';
import { FieldList } from './field-list.tsx';
import { Help } from './help.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { keyAction } from './keys.ts';
import { nextToCheck } from './model/state.ts';
import { Pages } from './pages/pages.tsx';
import { useZoom } from './pages/use-zoom.ts';
import type { Loaded } from './server.ts';
import { Toolbar } from './toolbar.tsx';
import { Troubles } from './troubles.tsx';
import { useEditor } from './use-editor.ts';

/** The list of fields, the pages with their boxes, and what is known of the fields that are selected. */
export function EditorPage({ loaded }: { loaded: Loaded }) {
  const editor = useEditor(loaded);
  const { state, dispatch } = editor;
  const [helps, setHelps] = useState(false);
  const canvas = useRef<HTMLDivElement>(null);
  const zoom = useZoom(canvas, loaded.pages);
  const toNext = () => {
    const key = nextToCheck(editor.state);
    if (key === undefined) editor.say('No field is left to check.');
    else dispatch({ type: 'select', keys: [key] });
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = keyAction(event, { editor, zoom, toNext, help: () => setHelps(true), pages: loaded.pages });
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  useEffect(() => {
    const mark = editor.unsaved ? '• ' : '';
    document.title = `${mark}${loaded.file}`;
  }, [editor.unsaved, loaded.file]);

  return (
    <>
      <Toolbar editor={editor} file={loaded.file} zoom={zoom} onNext={toNext} onHelp={() => setHelps(true)} />
      <Troubles editor={editor} loaded={loaded} />
      <main class={`work mode-${state.mode}`}>
        <FieldList editor={editor} />
        <Pages editor={editor} pages={loaded.pages} zoom={zoom} canvas={canvas} />
        <Inspector editor={editor} pages={loaded.pages} />
      </main>
      <p class="hidden" role="status">
        {editor.said}
      </p>
      {helps && <Help onClose={() => setHelps(false)} />}
    </>
  );
}
