import type { FactGroup } from './facts.ts';

/** A group of statistics in a panel, each with its definition. */
export function Facts({ group: { title, definition, facts } }: { group: FactGroup }) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      {definition !== undefined && <p class="quiet">{definition}</p>}
      <dl class="defined">
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
            {fact.definition !== undefined && <dd class="definition">{fact.definition}</dd>}
          </div>
        ))}
      </dl>
    </section>
  );
}
