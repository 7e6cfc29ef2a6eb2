import { tryApi } from './api.ts';
import { suggest } from './search.ts';

/** `/` goes to the search field, as people know it from elsewhere. */
document.addEventListener('keydown', (event) => {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target?.closest('input, textarea, select, [contenteditable]')) return;
  const field = document.querySelector<HTMLInputElement>('header .search input');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const form of document.querySelectorAll<HTMLFormElement>('header .search form')) suggest(form);
for (const form of document.querySelectorAll<HTMLFormElement>('.operation form')) tryApi(form);
document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
