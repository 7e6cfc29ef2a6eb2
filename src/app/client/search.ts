/** How long somebody pauses in typing before the parts are asked, in milliseconds. */
const PAUSE = 120;

interface Group {
  title: string;
  hits: { title: string; address: string; detail?: string; picture?: string }[];
}

/**
 * Shows what is found below the search field while somebody types: a combobox with a list (ARIA
 * Authoring Practices). Arrow keys choose, Enter goes there, Escape closes the list.
 */
export function suggest(form: HTMLFormElement): void {
  const field = form.querySelector('input');
  if (!field) return;
  const list = document.createElement('div');
  list.id = 'suggestions';
  list.className = 'suggestions';
  list.role = 'listbox';
  list.ariaLabel = form.dataset['suggestions'] ?? '';
  list.hidden = true;
  form.append(list);
  field.role = 'combobox';
  field.ariaAutoComplete = 'list';
  field.ariaExpanded = 'false';
  field.setAttribute('aria-controls', list.id);

  let chosen: HTMLElement | undefined;
  let timer: number | undefined;
  let asking = new AbortController();

  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('[role=option]')];
  const show = (isShown: boolean) => {
    list.hidden = !isShown;
    field.ariaExpanded = String(isShown);
    if (!isShown) choose(undefined);
  };
  const choose = (option: HTMLElement | undefined) => {
    if (chosen) chosen.ariaSelected = 'false';
    chosen = option;
    if (!option) return field.removeAttribute('aria-activedescendant');
    option.ariaSelected = 'true';
    option.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', option.id);
  };
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const words = field.value.trim();
    if (words === '') return show(false);
    const response = await fetch(`/api/search?q=${encodeURIComponent(words)}`, { signal: asking.signal });
    const { groups }: { groups: Group[] } = await response.json();
    choose(undefined);
    list.replaceChildren(...groups.map(groupElement));
    options().forEach((option, place) => {
      option.id = `suggestion-${place}`;
    });
    show(groups.length > 0);
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    // Where no answer comes, the page of results still does.
    timer = window.setTimeout(() => void ask().catch(() => undefined), PAUSE);
  });
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      chosen.click();
    } else if (step !== undefined && !list.hidden) {
      event.preventDefault();
      // One place of the round is the field itself.
      const round = [undefined, ...options()];
      choose(round.at((round.indexOf(chosen as HTMLAnchorElement | undefined) + step) % round.length));
    }
  });
  form.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) show(false);
  });
  field.addEventListener('focus', () => {
    if (list.childElementCount > 0 && field.value.trim() !== '') show(true);
  });
}

function groupElement({ title, hits }: Group): HTMLElement {
  const group = document.createElement('div');
  group.role = 'group';
  group.ariaLabel = title;
  const heading = document.createElement('p');
  heading.ariaHidden = 'true';
  heading.textContent = title;
  group.append(heading, ...hits.slice(0, 5).map(optionElement));
  return group;
}

function optionElement({ title, address, detail, picture }: Group['hits'][number]): HTMLElement {
  const option = document.createElement('a');
  option.role = 'option';
  option.ariaSelected = 'false';
  option.href = address;
  option.tabIndex = -1;
  const frame = document.createElement('span');
  frame.className = 'hit-picture';
  if (picture !== undefined) {
    const image = document.createElement('img');
    image.src = picture;
    image.alt = '';
    frame.append(image);
  }
  const name = document.createElement('span');
  name.textContent = title;
  const small = document.createElement('small');
  small.textContent = detail ?? '';
  name.append(small);
  option.append(frame, name);
  return option;
}
