/** Lets the slider of an element move the edge between the pictures before and after in it. */
export function openSlider(root: HTMLElement): void {
  const slider = root.querySelector<HTMLInputElement>('.slider input');
  const compared = root.querySelector<HTMLElement>('.compare');
  slider?.addEventListener('input', () => compared?.style.setProperty('--at', `${slider.value}%`));
}
