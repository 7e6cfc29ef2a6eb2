import { describe, expect, it } from 'vitest';
import { failureAnswer, fromRecord, reasonOf, toRecord } from '../../../src/parts/worker/job/answer.ts';
import { answerId, envelopeOf } from '../../../src/parts/worker/job/envelope.ts';
import { Refusal } from '../../../src/parts/worker/job/job.ts';
import { parseJob } from '../../../src/parts/worker/job/parse.ts';
import { quickNumbers } from '../../../src/parts/worker/work/numbers.ts';

/** Body to answer, as a worker without waiting does it. */
function ask(body: string): string | undefined {
  try {
    return quickNumbers(parseJob(body, 'm1'))?.body;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failureAnswer({ id: 'm1', form: /^\s*[{[]/.test(body) ? 'json' : 'plain' }, error).body;
  }
}

describe('a list in plain text', () => {
  it('is answered in four lines', () => {
    expect(ask('1,5,22')).toBe(
      'The list minimum is : 1\nThe list maximum is : 22\nThe list average is : 9.333333333333334\nThe list median is : 5',
    );
  });

  it.each([
    [' 1 , 5 ,22\n', '1', '22', '9.333333333333334', '5'],
    ['-1.5 +2 3e2', '-1.5', '300', '100.16666666666667', '2'],
    ['7', '7', '7', '7', '7'],
    ['.5;1.', '0.5', '1', '0.75', '0.75'],
    ['2.e5', '200000', '200000', '200000', '200000'],
    ['9007199254740993, 1', '1', '9007199254740993', '4503599627370497', '4503599627370497'],
  ])('%j', (body, min, max, average, median) => {
    expect(ask(body)).toBe(
      `The list minimum is : ${min}\nThe list maximum is : ${max}\nThe list average is : ${average}\nThe list median is : ${median}`,
    );
  });

  it.each([
    ['1,5,x', 'Wrong input: Number 3 of the list (line 1, column 5): "x" is no number. '],
    ['1,5\n2,0x1F', 'Wrong input: Number 4 of the list (line 2, column 3): "0x1F" is no number. '],
    ['1,,2', 'Wrong input: Number 2 of the list (line 1, column 3): A number is missing here. '],
    ['a b', 'Wrong input: 2 entries are no numbers: "a" (line 1, column 1) and "b" (line 1, column 3). '],
    ['   ', 'Wrong input: There are no numbers in the list. '],
    ['hello', 'Wrong input: Number 1 of the list (line 1, column 1): "hello" is no number. '],
    ['1,5,N/A', 'Wrong input: Number 3 of the list (line 1, column 5): "N/A" is no number. '],
    ['1 2 3/4', 'Wrong input: Number 3 of the list (line 1, column 5): "3/4" is no number. '],
    ['1,5,22.5.abc', 'Wrong input: Number 3 of the list (line 1, column 5): "22.5.abc" is no number. '],
    ['1e999', 'Wrong input: Number 1 of the list (line 1, column 1): "1e999" is no number. '],
  ])('%j is refused with the place', (body, begins) => {
    expect(ask(body)?.slice(0, begins.length)).toBe(begins);
  });
});

describe('a list in JSON', () => {
  it('is refused where a number is beyond all numbers', () => {
    expect(JSON.parse(ask('{"kind":"numbers","values":[1,-1e400]}') ?? '')).toEqual({
      id: 'm1',
      error: {
        code: 'wrong-numbers',
        message: 'Number 2 of the list is beyond the largest that there is, 1.797e308.',
      },
    });
  });

  it('is answered with all statistics', () => {
    const answer = JSON.parse(ask('{"id":"a","kind":"numbers","values":[1,5,22]}') ?? '');
    expect(answer).toMatchObject({
      id: 'a',
      kind: 'numbers',
      statistics: { count: 3, min: 1, max: 22, mean: 9.333333333333334, median: 5, distinct: 3 },
    });
    expect(answer.statistics.histogram.length).toBeGreaterThan(0);
  });

  it('keeps all digits of texts', () => {
    const answer = JSON.parse(ask('{"id":"a","kind":"numbers","values":["9007199254740993", 1]}') ?? '');
    expect(answer.statistics.max).toBe('9007199254740993');
  });

  it.each([
    ['{"kind":"numbers","values":[1,"x",2]}', 'wrong-numbers', 'Number 2 of the list: "x" is no number.'],
    ['{"kind":"numbers","values":[1,null]}', 'wrong-numbers', 'Number 2 of the list: null is no number.'],
    ['{"kind":"numbers","values":["1 2"]}', 'wrong-numbers', 'Number 1 of the list: "1 2" is no number.'],
    [
      '{"kind":"numbers","values":[]}',
      'wrong-numbers',
      'The "values" of the job are a list with a number at least.',
    ],
    ['{"kind":"numbers"}', 'wrong-numbers', 'The "values" of the job are a list with a number at least.'],
    [
      '{"kind":"sums","values":[1]}',
      'unreadable',
      'The "kind" of the job is "sums"; there is "numbers" and "image".',
    ],
    ['{"values":[1]}', 'unreadable', 'The "kind" of the job is missing; there is "numbers" and "image".'],
    [
      '{"id":7,"kind":"numbers","values":[1]}',
      'unreadable',
      'The "id" of a job is a text of 1 to 200 characters, none of them a control character.',
    ],
    ['[1,2]', 'unreadable', 'A job in JSON is an object: { "kind": "numbers", "values": [1, 5, 22] }.'],
    ['{"kind":"numbers",', 'unreadable', /^The job is no JSON: .+\.$/],
    ['{"kind":"image"}', 'wrong-name', 'The "name" of the picture is missing.'],
    ['{"kind":"image","name":"a.jpg","preset":1}', 'wrong-steps', 'The "preset" of a job is a name.'],
    [
      '{"kind":"image","name":"a.jpg","preset":"a","steps":[]}',
      'wrong-steps',
      'A job has a "preset" or "steps", not both.',
    ],
  ])('%s is refused as %s', (body, code, message) => {
    const { error } = JSON.parse(ask(body) ?? '');
    expect(error).toEqual({
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});

describe('a picture', () => {
  it.each(['photo.jpg', '2024-05-01.png', '1,5.webp', 'trips/Ünder the sea.JPEG', 'a.b.tif'])(
    '%s is a name',
    (body) => {
      expect(parseJob(body, 'm')).toEqual({ id: 'm', form: 'plain', kind: 'image', name: body });
    },
  );

  it('has a preset or steps', () => {
    expect(parseJob('{"id":"a","kind":"image","name":"a.jpg","preset":"thumb"}', 'm')).toEqual({
      id: 'a',
      form: 'json',
      kind: 'image',
      name: 'a.jpg',
      preset: 'thumb',
    });
  });

  it.each([
    ['../secret.jpg', '?Error. "../secret.jpg" leads out of the incoming place.'],
    ['a/../../b.jpg', '?Error. "a/../../b.jpg" leads out of the incoming place.'],
    ['..\\secret.jpg', '?Error. "..\\\\secret.jpg" leads out of the incoming place.'],
    ['/etc/passwd', '?Error. "/etc/passwd" is an absolute path, not a name below the incoming place.'],
    ['C:\\x.jpg', '?Error. "C:\\\\x.jpg" is an absolute path, not a name below the incoming place.'],
    ['a\\b.jpg', '?Error. "a\\\\b.jpg" has a backslash; names are apart by slashes.'],
    ['a//b.jpg', '?Error. "a//b.jpg" has an empty name between slashes.'],
    ['./b.jpg', '?Error. "./b.jpg" has an empty name between slashes.'],
    ['a\tb.jpg', '?Error. "a\\tb.jpg" has a character that names do not have.'],
  ])('%j is no key', (body, message) => {
    expect(ask(body)).toBe(message);
  });

  it.each(['', ' ', `${'x'.repeat(901)}.jpg`])('an empty name or one that is too long is refused', (name) => {
    expect(() => parseJob(JSON.stringify({ kind: 'image', name }), 'm')).toThrow(Refusal);
  });
});

describe('what stands on a message', () => {
  const message = { id: 'm1', body: '1', attributes: {}, receipt: 'r', receives: 1, sentAt: 0 };
  const jobOf = (attributes: Record<string, string>, body = '1', id = 'm1') =>
    envelopeOf({ ...message, id, attributes }, body).job;

  it('is the id of the message where the client gives none', () => {
    expect(envelopeOf(message, '1')).toMatchObject({ id: 'm1', ask: '#1', replyTo: undefined });
    expect(envelopeOf({ ...message, attributes: { id: 'a' } }, '1').id).toBe('a');
    expect(envelopeOf({ ...message, attributes: { id: 'a' } }, '{"id":"b"}').id).toBe('b');
  });

  it('is an id that an answer can have', () => {
    const { id } = envelopeOf({ id: 'm', attributes: { id: `\u0001${'x'.repeat(300)}` } }, '1');
    expect(id).toBe(`\ufffd${'x'.repeat(198)}…`);
    expect(envelopeOf({ id: 'm', attributes: { id: '' } }, '1').id).toBe('m');
    expect(envelopeOf({ id: 'm', attributes: {} }, '{"id":"\\uffff"}').id).toBe('m');
  });

  it('tells jobs apart by id and content, and by nothing else', () => {
    expect(jobOf({ id: 'a' })).toBe(jobOf({ id: 'a', 'reply-to': 'x', attempt: '2' }, '1', 'm2'));
    expect(jobOf({ id: 'a' })).not.toBe(jobOf({ id: 'b' }));
    expect(jobOf({ id: 'a' })).not.toBe(jobOf({ id: 'a' }, '2'));
    expect(jobOf({ id: 'a' })).not.toBe(jobOf({ id: 'a', redriven: '1' }));
    expect(jobOf({ id: 'a1' }, '1')).not.toBe(jobOf({ id: 'a' }, '11'));
  });

  it('tells answers apart by where they go and how often they are asked for', () => {
    const idOf = (attributes: Record<string, string>) =>
      answerId(envelopeOf({ ...message, attributes }, '1'));
    expect(new Set([idOf({}), idOf({ attempt: '2' }), idOf({ 'reply-to': 'x' })]).size).toBe(3);
    expect(idOf({})).toBe(idOf({ attempt: '1' }));
  });
});

it('keeps answers in the ledger as they are', () => {
  const answer = { outcome: 'dead' as const, body: 'two words\nand a line' };
  expect(fromRecord(toRecord(answer))).toEqual(answer);
  expect(reasonOf('?Error. No.')).toBe('No.');
  expect(reasonOf('{"id":"a","error":{"code":"gave-up","message":"No."}}')).toBe('No.');
});
