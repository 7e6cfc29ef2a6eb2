import { openSlider } from '../../compare/client/slider.ts';
import { openZoom } from './zoom.ts';

/** Brings a picture's article to life: zoom, slider, keys. Returns what a key does there. */
export function openViewer(
  article: HTMLElement,
  { wheels }: { wheels: boolean },
): (event: KeyboardEvent) => void {
  const turn = (rel: 'prev' | 'next' | 'up') =>
    article.querySelector<HTMLAnchorElement>(`a[rel="${rel}"]`)?.click();
  const stage = article.querySelector<HTMLElement>('.stage');
  const canvas = article.querySelector<HTMLElement>('.canvas');
  for (const side of ['width', 'height'] as const)
    canvas?.style.setProperty(`--${side}`, canvas.querySelector('img')?.getAttribute(side) ?? null);
  const zoom = stage && canvas ? openZoom(stage, canvas, { wheels, swipe: turn }) : undefined;
  const tools: Record<string, () => void> = {
    in: () => zoom?.by(1.5),
    out: () => zoom?.by(1 / 1.5),
    fit: () => zoom?.fit(),
  };
  for (const button of article.querySelectorAll<HTMLButtonElement>('[data-zoom]'))
    button.addEventListener('click', () => tools[button.dataset['zoom'] ?? '']?.());
  openSlider(article);
  for (const link of article.querySelectorAll<HTMLElement>('[data-preload]'))
    new Image().src = link.dataset['preload'] ?? '';

  const keys: Record<string, () => void> = {
    ArrowLeft: () => turn('prev'),
    ArrowRight: () => turn('next'),
    Escape: () => turn('up'),
    '+': () => zoom?.by(1.5),
    '=': () => zoom?.by(1.5),
    '-': () => zoom?.by(1 / 1.5),
    0: () => zoom?.fit(),
  };
  return (event) => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    const act = keys[event.key];
    if (!act || (isField && event.key !== 'Escape') || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
}
