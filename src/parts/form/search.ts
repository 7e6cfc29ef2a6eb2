import type { Reader } from '../../language/reader.ts';
import type { SearchHits } from '../run.ts';
import type { Desk } from './desk.ts';
import { briefOf } from './pages/texts.ts';

/** The forms that are called so, then the answers that have all of the words, the newest first. */
export function searchAnswers(desk: Desk, reader: Reader, words: string, limit: number): SearchHits {
  const text = reader.text.form;
  const named = desk.forms
    .filter(({ title }) => title.toLowerCase().includes(words.trim().toLowerCase()))
    .map(({ title, address, pages }) => ({
      title,
      address: `${address}/`,
      ...(pages[0] && { picture: pages[0].address }),
    }));
  const found = desk.forms.map((form) => ({
    form,
    ...(desk.kept()?.list(form.name, { search: words, limit }) ?? { answers: [], total: 0 }),
  }));
  const hits = found.flatMap(({ form, answers }) =>
    answers.map((answer) => ({
      title: `${form.title}, ${text.one.title(String(answer.number)).toLowerCase()}`,
      address: `${form.address}/${answer.number}`,
      detail: briefOf(form, answer.values, reader),
    })),
  );
  const count = named.length + found.reduce((sum, { total }) => sum + total, 0);
  const most = found.toSorted((a, b) => b.total - a.total)[0];
  return {
    hits: [...named, ...hits].slice(0, limit),
    ...(count > limit &&
      most && { more: { count, address: `${most.form.address}/?q=${encodeURIComponent(words)}` } }),
  };
}
