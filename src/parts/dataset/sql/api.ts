import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { type FormatName, formatNames } from '../export/formats.ts';
import { headersOf, sendAs } from '../export/send.ts';
import { SqlError, type SqlErrorCode } from './error.ts';
import { exportOf, sourceOf } from './export.ts';
import { type SqlOptions, type SqlRunner, sqlLimits } from './runner.ts';
import { maxSqlLength } from './statement.ts';

/** The status for a query that gets no answer. No 408 for the time: browsers would ask again. */
export const statuses = {
  syntax: 400,
  refused: 400,
  failed: 400,
  size: 413,
  time: 422,
  memory: 422,
  busy: 503,
  stopped: 503,
} as const satisfies Record<SqlErrorCode, number>;

/** What files are called. */
const fileName = 'query';

/** What a request asks for, not yet looked at. */
type Asked = Partial<Record<'query' | 'limit' | 'timeout' | 'format', unknown>>;

/**
 * `/api/sql`: the answer to the query in the address or in the body, as JSON with its columns; with a
 * `format` as a file that may be long.
 */
export function sqlApi(runner: SqlRunner): Hono {
  const limited = bodyLimit({
    // Each character of a query may be six of JSON.
    maxSize: 6 * maxSqlLength + 1000,
    onError: () => {
      throw toHttp(new SqlError('long'));
    },
  });
  return new Hono()
    .get('/', (c) => answer(c, runner, c.req.query()))
    .post('/', limited, async (c) => answer(c, runner, { ...c.req.query(), ...(await readBody(c)) }));
}

async function answer(c: Context, runner: SqlRunner, asked: Asked): Promise<Response> {
  const { query = '' } = asked;
  if (typeof query !== 'string') throw badRequest('"query" is a text, the query in SQL.');
  const format = readFormat(asked.format);
  const { rows, timeout } = format ? sqlLimits.export : sqlLimits.answer;
  const options: SqlOptions = {
    limit: readNumber('limit', asked.limit, rows, { least: 1, isWhole: true }),
    timeout: 1000 * readNumber('timeout', asked.timeout, timeout, { least: 0.1, isWhole: false }),
    signal: c.req.raw.signal,
  };
  try {
    if (!format) return c.json(await runner.run(query, options));
    // Whoever asks for the headers alone would leave the query running.
    if (c.req.method === 'HEAD') return c.body(null, 200, headersOf(format, sourceOf([], fileName)));
    return sendAs(format, exportOf(await runner.stream(query, options), fileName));
  } catch (error) {
    throw error instanceof SqlError ? toHttp(error) : error;
  }
}

function toHttp(error: SqlError): HTTPException {
  return new HTTPException(statuses[error.code], { message: error.message, cause: error });
}

/** A body of JSON is what is asked for, any other is the query itself. */
async function readBody(c: Context): Promise<Asked> {
  const text = await c.req.text();
  if (!c.req.header('content-type')?.toLowerCase().startsWith('application/json')) return { query: text };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest('The body is not JSON. Send {"query": "SELECT ..."}, or the query as text/plain.');
  }
  if (typeof body === 'object' && body !== null && 'query' in body) return body;
  throw badRequest('The body has no "query". Send {"query": "SELECT ..."}.');
}

function readFormat(text: unknown): FormatName | undefined {
  if (text === undefined) return undefined;
  const format = formatNames.find((name) => name === text);
  if (format) return format;
  throw badRequest(`"format" is ${formatNames.join(', ')}, not "${text}".`);
}

function readNumber(
  name: string,
  given: unknown,
  { usual, most }: { usual: number; most: number },
  { least, isWhole }: { least: number; isWhole: boolean },
): number {
  if (given === undefined) return usual;
  const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (
    typeof number === 'number' &&
    number >= least &&
    number <= most &&
    (!isWhole || Number.isInteger(number))
  )
    return number;
  const kind = isWhole ? 'a whole number' : 'a number of seconds';
  throw badRequest(`"${name}" is ${kind} from ${least} to ${most}, not "${given}".`);
}

function badRequest(message: string): HTTPException {
  return new HTTPException(400, { message });
}
