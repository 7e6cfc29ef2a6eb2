/** The most that a picture is enlarged. */
const MOST = 8;

/** What a viewer can do with its picture. */
export interface Zoom {
  by(factor: number): void;
  fit(): void;
}

/**
 * Lets a picture be enlarged and moved: by wheel, double click, drag, pinch. A swipe over a picture
 * that is not enlarged goes to the one before or behind. `wheels`: whether a wheel alone enlarges; on
 * a page that scrolls it does not.
 */
export function openZoom(
  stage: HTMLElement,
  canvas: HTMLElement,
  { wheels, swipe }: { wheels: boolean; swipe(direction: 'prev' | 'next'): void },
): Zoom {
  let [scale, x, y] = [1, 0, 0];
  const pointers = new Map<number, { x: number; y: number }>();
  let begun: { x: number; y: number; time: number } | undefined;

  const paint = () => {
    const { width, height } = stage.getBoundingClientRect();
    const clamp = (value: number, side: number) =>
      Math.max((-(scale - 1) * side) / 2, Math.min(((scale - 1) * side) / 2, value));
    x = clamp(x, width);
    y = clamp(y, height);
    canvas.style.transform = scale === 1 ? '' : `translate(${x}px, ${y}px) scale(${scale})`;
    stage.style.touchAction = scale === 1 ? 'pan-y' : 'none';
    stage.classList.toggle('zoomed', scale > 1);
  };
  /** Around a point of the window; what lies there stays there. */
  const zoomTo = (to: number, clientX?: number, clientY?: number) => {
    const { left, top, width, height } = stage.getBoundingClientRect();
    const next = Math.max(1, Math.min(MOST, to));
    const px = clientX === undefined ? 0 : clientX - left - width / 2;
    const py = clientY === undefined ? 0 : clientY - top - height / 2;
    x = px - (px - x) * (next / scale);
    y = py - (py - y) * (next / scale);
    scale = next;
    paint();
  };
  const isTool = (event: Event) =>
    event.target instanceof Element && event.target.closest('button, input, label') !== null;

  stage.addEventListener(
    'wheel',
    (event) => {
      if (!wheels && !event.ctrlKey && scale === 1) return;
      event.preventDefault();
      zoomTo(scale * 1.0015 ** -event.deltaY, event.clientX, event.clientY);
    },
    { passive: false },
  );
  stage.addEventListener('dblclick', (event) => {
    if (!isTool(event)) zoomTo(scale > 1 ? 1 : 2.5, event.clientX, event.clientY);
  });
  stage.addEventListener('pointerdown', (event) => {
    if (isTool(event) || event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    stage.setPointerCapture(event.pointerId);
    if (pointers.size === 1) begun = { x: event.clientX, y: event.clientY, time: event.timeStamp };
  });
  stage.addEventListener('pointermove', (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (other) {
      begun = undefined;
      const distance = (one: typeof now) => Math.hypot(one.x - other.x, one.y - other.y);
      zoomTo(
        (scale * distance(now)) / Math.max(1, distance(last)),
        (now.x + other.x) / 2,
        (now.y + other.y) / 2,
      );
    } else if (scale > 1) {
      x += now.x - last.x;
      y += now.y - last.y;
      paint();
    }
  });
  const end = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId) || event.type !== 'pointerup' || !begun || scale > 1) return;
    const [dx, dy] = [event.clientX - begun.x, event.clientY - begun.y];
    if (event.pointerType !== 'mouse' && Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy))
      swipe(dx > 0 ? 'prev' : 'next');
  };
  stage.addEventListener('pointerup', end);
  stage.addEventListener('pointercancel', end);
  stage.addEventListener('dragstart', (event) => event.preventDefault());
  paint();
  return { by: (factor) => zoomTo(scale * factor), fit: () => zoomTo(1) };
}
