import type { Reader } from '../../../language/reader.ts';
import { withQuery } from '../../address.ts';
import { type Colour, colours } from '../filters/colours.ts';
import {
  type Choice,
  type Choices,
  choiceNames,
  everything,
  type Filter,
  queryOf,
} from '../filters/filter.ts';
import type { Facets } from '../filters/select.ts';

interface FinderProps {
  reader: Reader;
  filter: Filter;
  choices: Choices;
  facets: Facets;
  /** Whether any picture has a day. */
  hasDates: boolean;
}

/** The form that finds pictures: a GET form, so that every answer has an address. */
export function Finder({ reader, filter, choices, facets, hasDates }: FinderProps) {
  const text = reader.text.gallery;
  const sort = `${filter.sort.descending ? '-' : ''}${filter.sort.by}`;
  const sorts = Object.entries(text.sorts).filter(
    ([value]) => hasDates || !value.endsWith('date') || value === sort,
  );
  const rest = choiceNames.filter((choice) => choice !== 'colour');
  const isOpen = filter.from !== '' || filter.to !== '' || rest.some((choice) => filter[choice].length > 0);
  const shown = (choice: Choice) =>
    choices[choice].filter((value) => (facets[choice].get(value) ?? 0) > 0 || filter[choice].includes(value));
  const isUseful = (choice: Choice) => shown(choice).length > 1 || filter[choice].length > 0;
  const useful = rest.filter(isUseful);
  return (
    <form class="finder" action="/gallery/" aria-label={text.findExample}>
      <div class="finder-line">
        <input
          type="search"
          name="name"
          value={filter.name}
          aria-label={text.find}
          placeholder={text.findExample}
          autocomplete="off"
        />
        <label>
          {text.sort}{' '}
          <select name="sort">
            {sorts.map(([value, title]) => (
              <option key={value} value={value === 'file' ? '' : value} selected={value === sort}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button unscripted">
          {text.show}
        </button>
      </div>
      <div class="live" id="facets">
        {isUseful('colour') && (
          <fieldset class="pills">
            <legend class="unseen">{text.choices.colour}</legend>
            {shown('colour').map((value) => (
              <Pill
                key={value}
                reader={reader}
                choice="colour"
                value={value}
                filter={filter}
                facets={facets}
              />
            ))}
          </fieldset>
        )}
        {(useful.length > 0 || hasDates) && (
          <details class="more" open={isOpen}>
            <summary>{text.more}</summary>
            {useful.map((choice) => (
              <fieldset key={choice} class="pills">
                <legend>{text.choices[choice]}</legend>
                {shown(choice).map((value) => (
                  <Pill
                    key={value}
                    reader={reader}
                    choice={choice}
                    value={value}
                    filter={filter}
                    facets={facets}
                  />
                ))}
              </fieldset>
            ))}
            {hasDates && (
              <div class="pills">
                <label>
                  {text.from} <input type="date" name="from" value={filter.from} />
                </label>
                <label>
                  {text.to} <input type="date" name="to" value={filter.to} />
                </label>
              </div>
            )}
          </details>
        )}
        {filter.grouped && <input type="hidden" name="group" value="duplicates" />}
      </div>
    </form>
  );
}

function Pill({
  reader,
  choice,
  value,
  filter,
  facets,
}: Pick<FinderProps, 'reader' | 'filter' | 'facets'> & { choice: Choice; value: string }) {
  return (
    <label class="pill">
      <input
        type="checkbox"
        id={`${choice}-${value}`}
        name={choice}
        value={value}
        checked={filter[choice].includes(value)}
      />
      {choice === 'colour' && <Swatch colour={colours[value as Colour]} />}
      {choiceText(reader, choice, value)} <small>{reader.number(facets[choice].get(value) ?? 0)}</small>
    </label>
  );
}

/** A dot of a colour `#rrggbb`. */
export function Swatch({ colour }: { colour: string }) {
  return (
    <svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="7.5" fill={colour} />
    </svg>
  );
}

/** The filters that are on, each with a link that takes it away. */
export function Chips({ reader, filter }: { reader: Reader; filter: Filter }) {
  const text = reader.text.gallery;
  const chips: [title: string, without: Filter][] = [
    ...(filter.name ? [[text.named(filter.name), { ...filter, name: '' }] as [string, Filter]] : []),
    ...(filter.from
      ? [[text.takenFrom(reader.date(filter.from)), { ...filter, from: '' }] as [string, Filter]]
      : []),
    ...(filter.to
      ? [[text.takenUntil(reader.date(filter.to)), { ...filter, to: '' }] as [string, Filter]]
      : []),
    ...choiceNames.flatMap((choice) =>
      filter[choice].map((value): [string, Filter] => [
        choiceText(reader, choice, value),
        { ...filter, [choice]: filter[choice].filter((other) => other !== value) },
      ]),
    ),
  ];
  if (chips.length === 0) return null;
  const { sort, grouped } = filter;
  return (
    <ul class="chips" aria-label={text.filters}>
      {chips.map(([title, without]) => (
        <li key={title}>
          <a href={gridAddress(without)} aria-label={text.remove(title)}>
            {title} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a class="clear" href={gridAddress({ ...everything, sort, grouped })}>
          {text.clear}
        </a>
      </li>
    </ul>
  );
}

/** The address of the grid with a filter. */
export function gridAddress(filter: Filter): string {
  return withQuery('/gallery/', queryOf(filter));
}

function choiceText({ text: { gallery } }: Reader, choice: Choice, value: string): string {
  const named: Record<string, string> =
    choice === 'colour'
      ? gallery.colours
      : choice === 'size'
        ? gallery.sizes
        : choice === 'shape'
          ? gallery.shapes
          : {};
  return named[value] ?? (choice === 'format' ? value.toUpperCase() : value);
}
