import type { Status } from '../desk/status.ts';

/** How often the queue is looked at while somebody sees the page, in milliseconds. */
const INTERVAL_MS = 2000;

/** For how long the line goes back, in milliseconds. */
const LINE_MS = 5 * 60_000;

const KEPT = 'worker-line';

/** How much there was to do at a time: milliseconds since 1970, jobs waiting and in hand. */
type Sample = [at: number, jobs: number];

/** Keeps the queue's figures up to date while the page is seen, with a line of the last minutes. */
export function startQueue(): void {
  const panel = document.getElementById('worker-queue');
  if (!panel) return;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const samples = kept();
  let timer: number | undefined;

  const look = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    const begin = performance.now();
    const status = await ask();
    if (status) {
      show(panel, status, numbers);
      if (status.depth) samples.push([Date.now(), status.depth.waiting + status.depth.inHand]);
      while ((samples[0]?.[0] ?? Number.POSITIVE_INFINITY) < Date.now() - LINE_MS) samples.shift();
      keep(samples);
    }
    draw(panel, samples);
    // A place out of reach takes long to say so, and is left alone for longer.
    timer = window.setTimeout(() => void look(), Math.max(INTERVAL_MS, performance.now() - begin));
  };
  document.addEventListener('visibilitychange', () => void look());
  void look();
}

async function ask(): Promise<Status | undefined> {
  try {
    const response = await fetch('/api/worker');
    return response.ok ? await response.json() : undefined;
  } catch {
    // The app was stopped; the figures stay what they were.
    return undefined;
  }
}

function show(panel: HTMLElement, { depth, worker, problem }: Status, numbers: Intl.NumberFormat): void {
  const figures: Record<string, number | null> = { ...depth };
  for (const place of panel.querySelectorAll<HTMLElement>('[data-figure]')) {
    const figure = figures[place.dataset['figure'] ?? ''] ?? null;
    set(place, figure === null ? '–' : numbers.format(figure));
  }
  panel.dataset['presence'] = worker;
  set(panel.querySelector('.worker-presence span'), panel.dataset[worker] ?? '');
  const pending = document.getElementById('worker-pending');
  if (pending) pending.hidden = true;
  const place = document.getElementById('worker-problem');
  if (!place) return;
  place.hidden = problem === undefined;
  set(place.querySelector('[lang]'), problem ?? '');
}

/** What has not changed is left alone, or it could not be selected and copied. */
function set(place: Element | null, text: string): void {
  if (place && place.textContent !== text) place.textContent = text;
}

function draw(panel: HTMLElement, samples: Sample[]): void {
  const now = Date.now();
  const most = Math.max(1, ...samples.map(([, jobs]) => jobs));
  const points = samples.map(([at, jobs]) => {
    const x = 300 * (1 - (now - at) / LINE_MS);
    return `${x.toFixed(1)} ${(38 - 36 * (jobs / most)).toFixed(1)}`;
  });
  const [area, edge] = panel.querySelectorAll<SVGPathElement>('.worker-line path');
  const [first, last] = [points[0]?.split(' ')[0], points.at(-1)?.split(' ')[0]];
  if (points.length < 2) return;
  edge?.setAttribute('d', `M${points.join('L')}`);
  area?.setAttribute('d', `M${first} 40L${points.join('L')}L${last} 40z`);
}

/** The samples outlast a page that is loaded anew. */
function kept(): Sample[] {
  try {
    const samples: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(samples) ? samples : [];
  } catch {
    return [];
  }
}

function keep(samples: Sample[]): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(samples));
  } catch {
    // A browser that keeps nothing has a shorter line.
  }
}
