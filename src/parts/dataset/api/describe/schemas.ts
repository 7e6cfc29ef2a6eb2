/** Schema Objects (JSON Schema 2020-12) of what the dataset's API answers. */
const count = { type: 'integer', minimum: 0 };
const number = { type: 'number' };
const numberOrNull = { type: ['number', 'null'] };
const text = { type: 'string' };

/** A reference to one of the schemas below. */
export function ref(name: keyof typeof schemas): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** An object that has all of these, and perhaps others. */
export function objectOf(properties: Record<string, object>, optional: Record<string, object> = {}) {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
  };
}

/** A list of these. */
export function listOf(items: object) {
  return { type: 'array', items };
}

const type = {
  type: 'string',
  enum: ['integer', 'decimal', 'boolean', 'date', 'timestamp', 'text'],
};

const bin = objectOf({ from: number, to: number, count });

export const schemas = {
  Value: {
    description:
      'A value as JSON can hold it: dates and timestamps as 2026-11-21 and 2026-11-21 10:00:00, integers past 2^53 as their digits.',
    type: ['string', 'number', 'boolean', 'null'],
  },
  Row: {
    description: 'The values by the names of their columns.',
    type: 'object',
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
  },
  Histogram: {
    description: 'Bins from their lower edge up to, but without, their upper; the last with it.',
    ...listOf(bin),
  },
  Numbers: {
    description: 'Statistics of numbers; docs/tables.md defines each.',
    ...objectOf({
      sum: { type: ['number', 'string', 'null'] },
      mean: number,
      median: number,
      quantiles: listOf(objectOf({ p: number, value: number })),
      variance: numberOrNull,
      deviation: numberOrNull,
      sampleVariance: numberOrNull,
      sampleDeviation: numberOrNull,
      skewness: numberOrNull,
      kurtosis: numberOrNull,
      mad: number,
      zeros: count,
      negatives: count,
      histogram: listOf(bin),
    }),
  },
  Column: {
    description: 'A column with its statistics, over the rows that have a value.',
    ...objectOf(
      {
        name: text,
        type,
        count: { ...count, description: 'Rows with a value.' },
        nulls: { ...count, description: 'Rows without.' },
        distinct: count,
        min: { $ref: '#/components/schemas/Value' },
        max: { $ref: '#/components/schemas/Value' },
        top: {
          description: 'The most frequent ten, of ties the smaller first.',
          ...listOf(objectOf({ value: { $ref: '#/components/schemas/Value' }, count })),
        },
      },
      {
        title: text,
        unit: text,
        modes: {
          description: 'All values as frequent as the most frequent; none when no value repeats.',
          ...listOf({ $ref: '#/components/schemas/Value' }),
        },
        modeCount: count,
        numbers: { $ref: '#/components/schemas/Numbers' },
        texts: { type: 'object' },
        dates: { type: 'object' },
      },
    ),
  },
  Table: {
    description: 'A table with all that is known of it.',
    ...objectOf(
      {
        name: text,
        rows: count,
        columns: listOf({ $ref: '#/components/schemas/Column' }),
        sources: { description: 'What the rows came from.', ...listOf(text) },
      },
      {
        correlations: {
          type: 'object',
          description: 'Between the numeric columns, by Pearson and by Spearman.',
        },
        cleaned: { type: 'object', description: 'What the rules of the spec did.' },
      },
    ),
  },
  Tables: objectOf({
    tables: listOf(
      objectOf({
        name: text,
        rows: count,
        columns: listOf(objectOf({ name: text, type }, { title: text, unit: text })),
        sources: listOf(text),
      }),
    ),
  }),
  Rows: {
    description: 'Some of the rows that a query selects.',
    ...objectOf({
      table: text,
      total: { ...count, description: 'How many rows the query selects.' },
      offset: count,
      limit: count,
      next: { type: ['string', 'null'], description: 'For "_cursor", where there are more.' },
      columns: listOf(text),
      numbers: { description: 'Of the rows in the table, from 0.', ...listOf(count) },
      rows: {
        type: 'array',
        items: { anyOf: [{ $ref: '#/components/schemas/Row' }, { $ref: '#/components/schemas/RowList' }] },
      },
    }),
  },
  RowList: {
    description: 'The values in the order of their columns.',
    ...listOf({ $ref: '#/components/schemas/Value' }),
  },
  RandomRows: objectOf({
    table: text,
    total: count,
    seed: { type: ['string', 'null'] },
    columns: listOf(text),
    numbers: listOf(count),
    rows: {
      type: 'array',
      items: { anyOf: [{ $ref: '#/components/schemas/Row' }, { $ref: '#/components/schemas/RowList' }] },
    },
  }),
  OneRow: objectOf({ table: text, number: count, row: { $ref: '#/components/schemas/Row' } }),
  Statistic: objectOf(
    {
      table: text,
      column: text,
      statistic: text,
      value: {
        description: 'Null where there are no values.',
        anyOf: [{ $ref: '#/components/schemas/Value' }, { $ref: '#/components/schemas/Histogram' }],
      },
    },
    { p: { type: 'number', minimum: 0, maximum: 1 } },
  ),
  Facets: objectOf({
    table: text,
    total: count,
    facets: listOf(
      objectOf({
        column: text,
        values: listOf(objectOf({ value: { $ref: '#/components/schemas/Value' }, count })),
        others: {
          description: 'Different values beside those listed, and the rows that have them.',
          ...objectOf({ values: count, count }),
        },
        nulls: count,
      }),
    ),
  }),
  Groups: objectOf({
    table: text,
    by: text,
    value: { type: ['string', 'null'] },
    aggregate: text,
    total: { ...count, description: 'How many groups there are.' },
    values: {
      description: 'Over the values of all groups: the median basket is the median here.',
      anyOf: [
        { type: 'null' },
        objectOf({
          sum: { type: ['number', 'string', 'null'] },
          mean: number,
          median: number,
          min: numberOrNull,
          max: numberOrNull,
        }),
      ],
    },
    groups: listOf(objectOf({ group: { $ref: '#/components/schemas/Value' }, value: numberOrNull })),
  }),
  ShortStatistic: objectOf({ response: { type: ['number', 'string', 'null'] } }),
} as const;
