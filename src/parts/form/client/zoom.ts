const LEVELS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3];
const KEPT = 'form-zoom';

/** Makes the page larger and smaller: by its buttons, by two fingers, by the wheel with Ctrl. */
export function startZoom(): void {
  const found = document.querySelector<HTMLElement>('.form-desk');
  const bar = document.querySelector<HTMLElement>('.form-zoom');
  if (!found || !bar) return;
  const desk = found;
  const percent = bar.querySelector<HTMLElement>('.form-percent');
  bar.hidden = false;
  let zoom = 1;

  /** What of the page is at these pixels of the window stays there. */
  function set(wanted: number, x?: number, y?: number): void {
    const { left, top, width } = desk.getBoundingClientRect();
    const [px, py] = [x ?? left + width / 2, y ?? Math.max(0, top)];
    const sheets = [...desk.querySelectorAll<HTMLElement>('.form-sheet')];
    const sheet = sheets.find((one) => one.getBoundingClientRect().bottom > py) ?? desk;
    const before = sheet.getBoundingClientRect();
    zoom = Math.min(LEVELS.at(-1) ?? 1, Math.max(LEVELS[0] ?? 1, wanted));
    desk.style.setProperty('--zoom', String(zoom));
    desk.classList.toggle('form-zoomed', zoom > 1);
    const off = () => {
      const now = sheet.getBoundingClientRect();
      return [
        now.left + ((px - before.left) / before.width) * now.width - px,
        now.top + ((py - before.top) / before.height) * now.height - py,
      ] as const;
    };
    desk.scrollBy(...off());
    // What the desk cannot, the window may.
    window.scrollBy({ top: off()[1], behavior: 'instant' });
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
  const kept = Number(read()) || 1;
  if (kept !== 1) set(kept);
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
