import { cut } from '../../../base/cut.ts';
import { UserError } from '../../../base/error.ts';
import { type ParsedNumbers, parseNumbers } from '../../../numbers/parse.ts';
import { whyNoBody } from '../../../queue/names.ts';
import { type Job, Refusal } from './job.ts';
import { whyWrongName } from './name.ts';

/** In characters. */
export const LONGEST_ID = 200;

/** How a body is written. What begins with a brace or a bracket is JSON, whatever comes behind it. */
export function formOf(body: string): 'plain' | 'json' {
  return /^\s*[[{]/.test(body) ? 'json' : 'plain';
}

/**
 * Reads a job. Throws a `Refusal` for what can never be one.
 * @param id of the message, for a job that has none of its own
 */
export function parseJob(body: string, id: string): Job {
  return formOf(body) === 'json' ? parseJson(body, id) : parsePlain(body, id);
}

/** The id that a body in JSON has, and of which kind its job is, also when it is wrong otherwise. */
export function saidIn(body: string): { id: string | undefined; kind: Job['kind'] | undefined } {
  if (formOf(body) === 'plain') return { id: undefined, kind: plainKind(body) };
  try {
    const { id, kind } = fieldsOf(JSON.parse(body)) ?? {};
    const isKind = kind === 'numbers' || kind === 'image';
    return { id: isId(id) ? id : undefined, kind: isKind ? kind : undefined };
  } catch {
    return { id: undefined, kind: undefined };
  }
}

/** A long list is no name, and is not searched for what makes one. */
function plainKind(body: string): Job['kind'] {
  const text = body.trim();
  return text.length <= 1024 && isName(text) ? 'image' : 'numbers';
}

/** Two numbers to begin with, and something behind them. */
const LIST_BEGINS = /^[-+\d.][-+\d.e]*[\s,;]+[-+\d.][-+\d.e]*[\s,;]/i;

/**
 * A name has a slash, or an extension that begins with a letter and is no exponent; all else is a
 * list. So is what begins with two numbers, for a list with `N/A` in it is one, and a wrong one.
 */
function isName(body: string): boolean {
  if (LIST_BEGINS.test(body)) return false;
  return /[/\\]/.test(body) || /\.(?!e\d+$)[a-z][a-z0-9]{1,4}$/i.test(body);
}

function parsePlain(body: string, id: string): Job {
  if (plainKind(body) === 'image') return { id, form: 'plain', kind: 'image', name: nameOf(body.trim()) };
  return { id, form: 'plain', kind: 'numbers', values: parseList(body) };
}

/** Reads a list of numbers. Throws a `Refusal` that says which is none, and where. */
export function parseList(text: string): ParsedNumbers {
  try {
    return parseNumbers(text, 'the list');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { line, column } = error.at ?? {};
    const place = line === undefined || column === undefined ? '' : `${placeIn(text, line, column)}: `;
    throw new Refusal('wrong-numbers', `${place}${error.message} ${error.hint ?? ''}`.trim(), {
      cause: error,
    });
  }
}

/** Where in the list an entry is: as people count, and as editors do. */
function placeIn(text: string, line: number, column: number): string {
  const lines = text.split('\n').slice(0, line);
  const before = [...lines.slice(0, -1), lines.at(-1)?.slice(0, column - 1)].join('\n');
  const entries = before.split(/[\s,;]+/).filter((entry) => entry !== '').length;
  return `Number ${entries + 1} of the list (line ${line}, column ${column})`;
}

function parseJson(body: string, messageId: string): Job {
  const job = fieldsOf(readJson(body));
  if (!job)
    throw new Refusal(
      'unreadable',
      'A job in JSON is an object: { "kind": "numbers", "values": [1, 5, 22] }.',
    );
  const { id = messageId, kind, values, name, preset, steps } = job;
  if (!isId(id)) {
    throw new Refusal(
      'unreadable',
      'The "id" of a job is a text of 1 to 200 characters, none of them a control character.',
    );
  }
  if (kind === 'numbers') return { id, form: 'json', kind, values: listOf(values) };
  if (kind !== 'image') {
    const said = kind === undefined ? 'is missing' : `is ${cut(JSON.stringify(kind) ?? '', 60)}`;
    throw new Refusal('unreadable', `The "kind" of the job ${said}; there is "numbers" and "image".`);
  }
  if (typeof name !== 'string') throw new Refusal('wrong-name', 'The "name" of the picture is missing.');
  if (preset !== undefined && typeof preset !== 'string') {
    throw new Refusal('wrong-steps', 'The "preset" of a job is a name.');
  }
  if (preset !== undefined && steps !== undefined) {
    throw new Refusal('wrong-steps', 'A job has a "preset" or "steps", not both.');
  }
  return {
    id,
    form: 'json',
    kind,
    name: nameOf(name),
    ...(preset !== undefined && { preset }),
    ...(steps !== undefined && { steps }),
  };
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/, "[\s\S]*$|\s*\([\s\S]*$/, '') : '';
    throw new Refusal('unreadable', `The job is no JSON: ${reason}.`, { cause: error });
  }
}

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value)) : undefined;
}

/** Whether it can be the id of a job: an answer has it as an attribute, and attributes are as bodies are. */
function isId(id: unknown): id is string {
  return typeof id === 'string' && id.length <= LONGEST_ID && whyNoBody(id) === undefined;
}

function nameOf(name: string): string {
  const fault = whyWrongName(name);
  if (fault !== undefined) throw new Refusal('wrong-name', fault);
  return name;
}

/** The values of a job in JSON: numbers, or texts with one number each, which keep all their digits. */
function listOf(values: unknown): ParsedNumbers {
  if (!Array.isArray(values) || values.length === 0) {
    throw new Refusal('wrong-numbers', 'The "values" of the job are a list with a number at least.');
  }
  return values.map((value: unknown, index) => {
    if (typeof value === 'number' && Number.isFinite(value)) return value + 0;
    if (typeof value === 'number') {
      throw new Refusal(
        'wrong-numbers',
        `Number ${index + 1} of the list is beyond the largest that there is, 1.797e308.`,
      );
    }
    const number = typeof value === 'string' ? numberIn(value) : undefined;
    if (number !== undefined) return number;
    const said = JSON.stringify(value) ?? '';
    throw new Refusal('wrong-numbers', `Number ${index + 1} of the list: ${cut(said, 40)} is no number.`);
  });
}

function numberIn(text: string): number | bigint | undefined {
  try {
    const [number, ...more] = parseNumbers(text, 'the list');
    return more.length === 0 ? number : undefined;
  } catch {
    return undefined;
  }
}
