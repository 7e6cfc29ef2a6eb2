import type { Reader } from '../../../language/reader.ts';

/** So many lines of a list are shown; all stand in the corrected workbook. */
const longest = 100;

interface ListProps {
  reader: Reader;
  title: string;
  head: string[];
  rows: string[][];
}

/** What was found in a file, a line a cell. */
export function List({ reader, title, head, rows }: ListProps) {
  return (
    <section class="form-checked">
      <h2>{title}</h2>
      <div class="scroll">
        <table class="form-answers form-stacked">
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, longest).map((row) => (
              <tr key={row[0]}>
                {row.map((cell, at) => (
                  <td key={head[at]} data-name={head[at]}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > longest && (
        <p class="quiet">{reader.text.formFields.hand.more(reader.number(rows.length - longest))}</p>
      )}
    </section>
  );
}
