type Sentence = (first: string, second: string) => string;

/** The page for queries in SQL, and what can be wrong with a query. */
export const sql = {
  title: 'SQL',
  about: 'Ask the tables anything by SQL. They can only be read, so nothing can break.',
  query: 'Query',
  run: 'Run',
  keys: 'Ctrl + Enter runs it',
  examples: 'Examples',
  example: {
    rows: 'The first rows',
    most: (column: string) => `The most frequent of “${column}”`,
    sums: (number: string, column: string) => `“${number}” by “${column}”`,
    months: (column: string) => `Rows a month of “${column}”`,
    median: (number: string) => `Smallest, median and largest of “${number}”`,
  },
  tables: 'Tables and columns',
  insert: 'Click a name to put it into the query.',
  result: 'Result',
  took: (milliseconds: string) => `in ${milliseconds} ms`,
  none: 'The answer has no rows.',
  truncated: (rows: string) => `These are the first ${rows}. Export the answer to have all.`,
  export: 'Export',
  chart: 'Chart',
  chartOf: (y: string, x: string) => `${y} by ${x}`,
  null: 'no value',
  problems: {
    empty: () => 'There is no query. Write one that starts with SELECT.',
    nul: () => 'The query has a NUL character in it. Remove it, or write char(0).',
    long: () => 'The query is longer than 100,000 characters. Make it shorter.',
    statement: (word) =>
      `${word || 'This'} is not allowed here: the tables can only be read. Start with SELECT, WITH, VALUES or EXPLAIN.`,
    several: () => 'There is more than one statement. Run them one by one.',
    action: () =>
      'This would do more than read, and the tables can only be read. Start with SELECT, WITH, VALUES or EXPLAIN.',
    table: (name) => `The table “${name}” cannot be read here. Use the tables of this app.`,
    function: (name) => `The function ${name} is not allowed here. Leave it out.`,
    syntax: (said, near) => `SQLite says: ${said}.${near && ` Did you mean “${near}”?`}`,
    failed: (said) => `SQLite says: ${said}.`,
    value: () => 'A value became larger than 8 MB. Make it shorter, or choose fewer rows.',
    row: () => 'A row of the answer is larger than 8 MB. Choose fewer columns, or shorten texts by substr().',
    time: (seconds) =>
      `The query was stopped after ${seconds} s. Choose fewer rows by WHERE, join less, or give it more time.`,
    memory: () =>
      'The query needed more than the 500 MB of memory that it can have. Choose fewer rows or columns, or sort and group less.',
    crash: () =>
      'The process of the query broke down, most likely because it needed too much memory. Choose fewer rows or columns.',
    busy: () => 'Other queries are running. Try again in a few seconds.',
    stopped: () => 'The query was called off.',
  } satisfies Record<string, Sentence>,
};
