import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { shownItems } from '../model/state.ts';
import type { Loaded } from '../server.ts';
import type { Editor } from '../use-editor.ts';
import { FieldBox } from './field-box.tsx';
import { placed } from './placed.ts';
import { TryForm } from './try-form.tsx';
import { useDrag } from './use-drag.ts';
import type { Zoom } from './use-zoom.ts';

interface Props {
  editor: Editor;
  pages: Loaded['pages'];
  zoom: Zoom;
  canvas: RefObject<HTMLDivElement | null>;
}

/** The pictures of the pages, one below the other, with a box for each field. */
export function Pages({ editor, pages, zoom, canvas }: Props) {
  const { state } = editor;
  const items = shownItems(state);
  const drag = useDrag(editor, canvas);
  const last = state.selection.at(-1);

  useEffect(() => {
    if (last === undefined || state.mode === 'try') return;
    canvas.current?.querySelector(`[data-key="${last}"]`)?.scrollIntoView({
      block: 'nearest',
      inline: 'nearest',
    });
  }, [last, state.mode, canvas]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the arrow keys move boxes in it
    <section class="canvas" ref={canvas} tabIndex={0} aria-label="Pages">
      {pages.map(({ src, width, height }, index) => {
        const page = index + 1;
        const size = { width: `${width * zoom.scale}px`, height: `${height * zoom.scale}px` };
        return (
          <div class="page" key={src} style={size} data-page={page} {...(state.mode === 'try' ? {} : drag)}>
            <img src={src} alt={`Page ${page}`} draggable={false} />
            {state.mode === 'try' ? (
              <TryForm items={items} page={page} />
            ) : (
              items.map((item, order) =>
                item.field.page === page ? (
                  <FieldBox
                    key={item.key}
                    item={item}
                    number={order + 1}
                    isSelected={state.selection.includes(item.key)}
                    isOnly={state.selection.length === 1 && last === item.key && state.mode === 'edit'}
                    option={last === item.key ? state.option : undefined}
                    page={{ width: width * zoom.scale, height: height * zoom.scale }}
                  />
                ) : null,
              )
            )}
            {state.rubber?.page === page && (
              <div
                class={state.rubber.draws ? 'rubber' : 'rubber selects'}
                style={placed(state.rubber.box)}
              />
            )}
          </div>
        );
      })}
    </section>
  );
}
