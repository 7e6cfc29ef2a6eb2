import type { Export } from './export.ts';

/** An array of objects by the columns' names, one a line. */
export async function* jsonArray(what: Export): AsyncGenerator<string> {
  let before = '[\n';
  for await (const objects of objectTexts(what)) {
    if (objects.length === 0) continue;
    yield before + objects.join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** An object a line. */
export async function* jsonLines(what: Export): AsyncGenerator<string> {
  for await (const objects of objectTexts(what)) if (objects.length > 0) yield `${objects.join('\n')}\n`;
}

async function* objectTexts({ selection, columns, batches }: Export): AsyncGenerator<string[]> {
  const keys = columns.map((place) => `${JSON.stringify(selection.table.columns[place]?.name)}:`);
  for await (const rows of batches)
    yield rows.map(({ values }) => {
      const members = columns.map((place, at) => keys[at] + JSON.stringify(values[place] ?? null));
      return `{${members.join(',')}}`;
    });
}
