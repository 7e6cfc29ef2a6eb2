import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Loaded } from '../server.ts';

export interface Zoom {
  /** Pixels of the screen for a pixel of the page. */
  scale: number;
  /** Whether the widest page fits the window, whatever its size. */
  isFit: boolean;
  larger: () => void;
  smaller: () => void;
  fit: () => void;
}

const [smallest, largest, step] = [0.1, 4, 1.25];
/** Room beside a page, in pixels of the screen; the style has the same. */
const margin = 24;

/** How large the pages are shown; Ctrl and the wheel zoom around the mouse. */
export function useZoom(canvas: RefObject<HTMLElement | null>, pages: Loaded['pages']): Zoom {
  const [chosen, choose] = useState<number>();
  const [room, setRoom] = useState(800);
  const widest = Math.max(1, ...pages.map(({ width }) => width));
  const fitting = Math.max(smallest, (room - 2 * margin) / widest);
  const scale = chosen ?? fitting;
  const now = useRef(scale);
  now.current = scale;
  /** The point that stays where it is, as shares of what can be scrolled and in pixels of the window. */
  const held = useRef<{ x: number; y: number; atX: number; atY: number } | undefined>(undefined);

  const zoomTo = useCallback(
    (next: number, clientX?: number, clientY?: number) => {
      const element = canvas.current;
      if (element) {
        const { left, top, width, height } = element.getBoundingClientRect();
        const atX = (clientX ?? left + width / 2) - left;
        const atY = (clientY ?? top + height / 2) - top;
        held.current = {
          x: (element.scrollLeft + atX) / element.scrollWidth,
          y: (element.scrollTop + atY) / element.scrollHeight,
          atX,
          atY,
        };
      }
      now.current = Math.max(smallest, Math.min(largest, next));
      choose(now.current);
    },
    [canvas],
  );
  useLayoutEffect(() => {
    const element = canvas.current;
    const point = held.current;
    held.current = undefined;
    if (!element || !point) return;
    element.scrollLeft = point.x * element.scrollWidth - point.atX;
    element.scrollTop = point.y * element.scrollHeight - point.atY;
  }, [scale, canvas]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(now.current * Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
    };
    // Not as a property: the browser takes such listeners as passive, and zooms the whole page.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
    };
  }, [canvas, zoomTo]);

  return {
    scale,
    isFit: chosen === undefined,
    larger: () => zoomTo(now.current * step),
    smaller: () => zoomTo(now.current / step),
    fit: () => choose(undefined),
  };
}
