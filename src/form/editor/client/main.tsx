import { render } from 'preact';
import { EditorPage } from './editor-page.tsx';
import { load } from './server.ts';

const root = document.getElementById('editor');
if (root)
  load().then(
    (loaded) => render(<EditorPage loaded={loaded} />, root),
    (error: unknown) => {
      root.textContent = error instanceof Error ? error.message : String(error);
    },
  );
