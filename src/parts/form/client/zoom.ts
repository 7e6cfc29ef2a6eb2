const LEVELS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3];
const KEPT = 'form-zoom';

/** Makes the page larger and smaller: by its buttons, by two fingers, by the wheel with Ctrl. */
export function startZoom(): void {
  const desk = document.querySelector<HTMLElement>('.form-desk');
  const bar = document.querySelector<HTMLElement>('.form-zoom');
  if (!desk || !bar) return;
  const percent = bar.querySelector<HTMLElement>('.form-percent');
  bar.hidden = false;
  let zoom = 1;

  /** The point of the page that is at these pixels of the window stays there. */
  function set(wanted: number, x?: number, y?: number): void {
    if (!desk) return;
    const before = desk.getBoundingClientRect();
    const [px, py] = [(x ?? before.left + before.width / 2) - before.left, (y ?? before.top) - before.top];
    const [left, top] = [desk.scrollLeft + px, desk.scrollTop + py];
    const last = zoom;
    zoom = Math.min(LEVELS.at(-1) ?? 1, Math.max(LEVELS[0] ?? 1, wanted));
    desk.style.setProperty('--zoom', String(zoom));
    desk.classList.toggle('form-zoomed', zoom > 1);
    desk.scrollTo(left * (zoom / last) - px, top * (zoom / last) - py);
    if (percent) percent.textContent = `${Math.round(100 * zoom)} %`;
    try {
      localStorage.setItem(KEPT, String(zoom));
    } catch {
      // It is forgotten then.
    }
  }

  bar.addEventListener('click', ({ target }) => {
    const step = target instanceof HTMLElement ? Number(target.dataset['zoom'] ?? Number.NaN) : Number.NaN;
    if (step === 0) set(1);
    if (step === 1) set(LEVELS.find((level) => level > zoom + 0.01) ?? zoom);
    if (step === -1) set(LEVELS.findLast((level) => level < zoom - 0.01) ?? zoom);
  });
  desk.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      set(zoom * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    },
    { passive: false },
  );
  startPinch(desk, () => zoom, set);
  set(Number(read()) || 1);
  // Labels stand on the left of what has the focus at first.
  desk.scrollLeft = 0;
}

function startPinch(
  desk: HTMLElement,
  now: () => number,
  set: (zoom: number, x: number, y: number) => void,
): void {
  let begin: { zoom: number; apart: number } | undefined;
  const pair = ({ touches }: TouchEvent) => {
    const [one, other] = [touches[0], touches[1]];
    if (!one || !other) return undefined;
    return {
      apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
      x: (one.clientX + other.clientX) / 2,
      y: (one.clientY + other.clientY) / 2,
    };
  };
  desk.addEventListener('touchstart', (event) => {
    const two = pair(event);
    begin = two && { zoom: now(), apart: two.apart };
  });
  desk.addEventListener(
    'touchmove',
    (event) => {
      const two = pair(event);
      if (!two || !begin) return;
      event.preventDefault();
      set((begin.zoom * two.apart) / begin.apart, two.x, two.y);
    },
    { passive: false },
  );
}

function read(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
