import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { beforeAll, expect, it, vi } from 'vitest';
import { closeApp } from '../../../../src/app/app.ts';
import { createServer } from '../../../../src/app/server/server.tsx';
import { operators } from '../../../../src/parts/dataset/query.ts';
import type { ApiDescription } from '../../../../src/parts/run.ts';
import { packTables, salesCsv } from '../../../support/dataset-app.ts';
import { openSample } from '../../../support/open-app.ts';
import { tempFolder } from '../../../support/temp.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  explode?: boolean;
  schema: { type: string; enum?: string[]; minimum?: number; maximum?: number; examples?: string[] };
}

interface Operation {
  parameters: Parameter[];
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: object }> }>;
}

const odd = 'odd "; DROP --/ü';
const columnNames = [
  'id',
  'shop',
  'price',
  'paid',
  'day',
  'at',
  'serial',
  '_note',
  'price__gt',
  'p',
  'rowid',
  'a/b',
  'nope',
];
const values = [
  '',
  '0',
  '1',
  '-1',
  '5',
  '2026-03',
  '2026-01-01',
  'North',
  'a,b',
  '*',
  '%',
  'true',
  '9007199254740993',
  'é"\\',
  '١',
  '1e400',
  '\u0000',
];

let server: Hono;
let described: ApiDescription;

beforeAll(async () => {
  const folder = tempFolder();
  vi.stubEnv('HOLDALL_CACHE', `${folder}/cache`);
  const { file } = await packTables(folder, {
    sales: salesCsv(60),
    [odd]: 'rowid,1,"a/b"\n9007199254740993,x,1\n5,"",2\n',
    empty: 'a\n',
  });
  const app = openSample(file);
  server = createServer(app);
  described = app.parts[0]?.describeApi?.() ?? expect.fail();
  return async () => {
    await closeApp(app);
    vi.unstubAllEnvs();
  };
});

const problem = {
  type: 'object',
  properties: {
    type: { const: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'detail'],
};

/** Values that the schema allows for the most part, and some that it does not. */
function textFor({ name, schema }: Parameter): fc.Arbitrary<string> {
  const good =
    schema.enum !== undefined
      ? fc.constantFrom(...schema.enum)
      : schema.examples !== undefined
        ? fc.constantFrom(...schema.examples)
        : schema.type === 'integer'
          ? fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 70, 70) }).map(String)
          : schema.type === 'number'
            ? fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1, noNaN: true }).map(String)
            : /columns|sort|facets|by|value|column/.test(name)
              ? fc
                  .array(fc.constantFrom(...columnNames), { minLength: 1, maxLength: 3 })
                  .map((names) => names.join(',-').slice(0, 40))
              : fc.constantFrom(...values);
  const single = /^(column|_by|_value)$/.test(name) ? fc.constantFrom(...columnNames, '0', '2', '99') : good;
  return fc.oneof(
    { weight: 12, arbitrary: single },
    { weight: 1, arbitrary: fc.oneof(fc.string(), fc.constantFrom(...values)) },
  );
}

const condition = fc
  .tuple(
    fc.constantFrom(...columnNames),
    fc.constantFrom('', ...operators.map((operator) => `__${operator}`)),
    fc.constantFrom(...values),
  )
  .map(([column, operator, value]): [string, string] => [column + operator, value]);

/** A request for an operation: its address. */
function requestOf(path: string, { parameters }: Operation): fc.Arbitrary<string> {
  const nothing = fc.constant<[string, string][]>([]);
  const all = parameters.map((parameter) => {
    const one = textFor(parameter).map((value): [string, string][] => [[parameter.name, value]]);
    // What must be there is left out now and then, and what may be is there now and then.
    const [without, within] = parameter.in === 'path' ? [0, 1] : parameter.required ? [1, 20] : [3, 1];
    const pairs = parameter.explode
      ? fc.array(condition, { maxLength: 2 })
      : fc.oneof({ weight: without, arbitrary: nothing }, { weight: within, arbitrary: one });
    return pairs.map((pairs) => ({ parameter, pairs }));
  });
  return fc.tuple(...all).map((given) => {
    let address = path;
    const query = new URLSearchParams();
    for (const { parameter, pairs } of given)
      for (const [name, value] of pairs) {
        // A segment that is empty, or one of dots, is another path.
        const segment = /^\.{0,2}$/.test(value) ? 'x' : value.toWellFormed();
        if (parameter.in === 'path')
          address = address.replace(`{${name}}`, () => encodeURIComponent(segment));
        else query.append(name, value);
      }
    return query.size > 0 ? `${address}?${query}` : address;
  });
}

it('asked at random by its own description, the API answers as described', async () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  ajv.addKeyword('components');
  const checkOf = (schema: object) => ajv.compile({ ...schema, components: { schemas: described.schemas } });
  const seen = new Map<string, Set<number>>();
  for (const [path, methods] of Object.entries(described.paths)) {
    const operation = methods['get'] as Operation;
    const answers = Object.entries(operation.responses).flatMap(([status, { $ref, content }]) =>
      $ref === '#/components/responses/Problem'
        ? [{ key: `${status} application/problem+json`, check: checkOf(problem) }]
        : Object.entries(content ?? {}).map(([type, { schema }]) => ({
            key: `${status} ${type}`,
            check: type === 'application/json' ? checkOf(schema) : undefined,
          })),
    );
    const checks = new Map(answers.map(({ key, check }) => [key, check]));
    const statuses = new Set<number>();
    seen.set(path, statuses);
    await fc.assert(
      fc.asyncProperty(requestOf(path, operation), async (address) => {
        const response = await server.request(address, { headers: { accept: 'application/json' } });
        const type = response.headers.get('content-type')?.split(';')[0];
        const key = `${response.status} ${type}`;
        statuses.add(response.status);
        // Pages of the frame tell people what is wrong at addresses beside /api.
        if (type === 'text/html' && response.status >= 400 && !path.startsWith('/api/')) {
          expect([...checks.keys()]).toContain(`${response.status} application/problem+json`);
          return;
        }
        expect([address, [...checks.keys()]]).toEqual([address, expect.arrayContaining([key])]);
        const check = checks.get(key);
        if (!check) return void (await response.arrayBuffer());
        const body: unknown = await response.json();
        expect([address, check(body), check.errors]).toEqual([address, true, null]);
      }),
      { numRuns: 60 },
    );
  }
  // Every operation has been asked something right, and every one that takes something, something wrong.
  for (const [path, statuses] of seen) {
    expect([path, statuses.has(200)]).toEqual([path, true]);
    if (path !== '/api/tables')
      expect([path, [...statuses].some((status) => status >= 400)]).toEqual([path, true]);
  }
}, 120_000);

it('every address that it has is described', () => {
  const paths = Object.keys(described.paths);
  const routes = server.routes
    .filter(({ method, path }) => method === 'GET' && /^\/(api\/(tables|sql)|get[A-Z])/.test(path))
    .map(({ path }) => path.replace(/:(\w+)/g, '{$1}'));
  expect([...new Set(routes)].sort()).toEqual(paths.sort());
});
