import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveSample } from '../../../support/served.ts';
import { tempFolder } from '../../../support/temp.ts';
import { bothKinds, packWorker } from '../../../support/worker-app.ts';

const folder = tempFolder();
let url = '';

beforeAll(async () => {
  const file = join(folder, 'app');
  await packWorker(file);
  url = await serveSample(file, join(folder, 'cache'), { HOLDALL_DATA: join(folder, 'data') });
}, 60_000);

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { method: 'POST', body, headers });
const JSON_TYPE = { 'content-type': 'application/json' };

/** The status and the sentence of a refusal. */
async function refusal(answer: Promise<Response>): Promise<[status: number, detail: string]> {
  const response = await answer;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { status, detail }: { status: number; detail: string } = await response.json();
  expect(response.status).toBe(status);
  return [status, detail];
}

/** The status for a body of a length, none of which is sent. */
async function statusOfLength(path: string, length: number): Promise<number | undefined> {
  const asked = request(`${url}${path}`, { method: 'POST', headers: { 'content-length': length } });
  asked.flushHeaders();
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  asked.on('error', () => {}).destroy();
  return answer?.statusCode;
}

const picture = (format: 'png' | 'jpeg' = 'png') =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#c33' } })
    .toFormat(format)
    .toBuffer()
    .then((bytes) => new Uint8Array(bytes));

const incoming = async () => {
  const { pictures }: { pictures: { name: string }[] } = await (
    await get('/api/worker/pictures/incoming')
  ).json();
  return pictures.map(({ name }) => name);
};

describe('/api/worker', () => {
  it('says where the jobs are, what is offered and how much the queue holds', async () => {
    const response = await get('/api/worker');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      place: {
        kind: 'embedded',
        title: join(folder, 'data', 'worker'),
        requests: 'jobs',
        replies: 'job-replies',
      },
      depth: { waiting: 0, inHand: 0, dead: 0 },
      worker: 'here',
      numbers: true,
      presets: bothKinds.images?.presets,
      default: 'black-and-white',
    });
  });
});

describe('a list', () => {
  it('is answered in four lines where it is text', async () => {
    const response = await post('/api/worker/numbers', '1,5,22', { 'content-type': 'text/plain' });
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(
      'The list minimum is : 1\nThe list maximum is : 22\nThe list average is : 9.333333333333334\nThe list median is : 5\n',
    );
  });

  it('is answered with all statistics where it is JSON, with all digits of integers', async () => {
    const values = [1, 5, '9007199254740993'];
    const response = await post('/api/worker/numbers', JSON.stringify({ values }), JSON_TYPE);
    const { statistics, ms } = await response.json();
    expect(statistics).toMatchObject({ count: 3, min: 1, max: '9007199254740993', median: 5 });
    expect(ms).toBeGreaterThan(0);
  });

  it('is refused with the place of what is no number', async () => {
    expect(await refusal(post('/api/worker/numbers', '1,5,x'))).toEqual([
      400,
      'Number 3 of the list (line 1, column 5): "x" is no number. Numbers are written as 42, -1.5 or 6.02e23, apart by blanks, commas, semicolons or lines.',
    ]);
    const [status, detail] = await refusal(post('/api/worker/numbers', '{"values":[1,"x"]}'));
    expect([status, detail]).toEqual([400, 'Number 2 of the list: "x" is no number.']);
  });

  it.each([
    ['photo.jpg', 'Number 1 of the list (line 1, column 1): "photo.jpg" is no number. '],
    ['{"kind":"image","name":"a.jpg"}', 'The body is no list. Send {"values": [1, 5, 22]}.'],
    ['[1,2]', 'The body is no list. Send {"values": [1, 5, 22]}.'],
    ['{"values":', 'The body is not JSON. Send {"values": [1, 5, 22]}.'],
    ['', 'There are no numbers in the list. '],
    ['1,\u0001', 'Number 2 of the list (line 1, column 3): '],
    ['{"values":["1\uffff"]}', 'A message cannot have control characters.'],
  ])('is no job of another kind: %s', async (body, sentence) => {
    const [status, detail] = await refusal(post('/api/worker/numbers', body));
    expect(status).toBe(400);
    expect(detail).toContain(sentence);
  });

  it('has a size, and so have all other requests', async () => {
    const long = '1,'.repeat(600_000);
    expect((await post('/api/worker/numbers', `${long}1`)).status).toBe(200);
    expect(await statusOfLength('/api/worker/numbers', 10_000_001)).toBe(413);
    expect(await statusOfLength('/api/worker/images/a.png', 50_000_001)).toBe(413);
    expect(await statusOfLength('/api/worker', 1_000_001)).toBe(413);
  });

  it('waits as long as it is told', async () => {
    expect(await refusal(post('/api/worker/numbers?timeout=0', '1'))).toEqual([
      400,
      '"timeout" is a whole number from 1 to 600, not "0".',
    ]);
  });
});

it('pictures are listed by the beginning of a name, and by nothing else', async () => {
  expect((await get('/api/worker/pictures/incoming?prefix=none')).status).toBe(200);
  expect(await refusal(get('/api/worker/pictures/incoming?prefix=../'))).toEqual([
    400,
    '"../…" leads out of the incoming place.',
  ]);
});

describe('a picture', () => {
  it('is worked on, and the answer says where it is', async () => {
    const response = await post('/api/worker/images/red%20pen.png?preset=thumb', await picture());
    const made = await response.json();
    expect(made).toMatchObject({ width: 200, height: 150, warnings: [] });
    expect(made.name).toMatch(/^page-[0-9a-f]{10}\/red pen\.webp$/);
    const [before, after] = await Promise.all([get(made.before), get(made.after)]);
    expect([before, after].map(({ headers }) => headers.get('content-type'))).toEqual([
      'image/png',
      'image/webp',
    ]);
    expect((await after.arrayBuffer()).byteLength).toBe(made.size);
    expect((await before.arrayBuffer()).byteLength).toBe(made.sizeBefore);
  });

  it('comes back itself to who accepts pictures', async () => {
    const response = await post('/api/worker/images/a.jpg?preset=gray', await picture('jpeg'), {
      accept: 'image/*',
    });
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const { channels } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(channels).toBe(1);
  });

  it('is refused by a sentence that names it, and does not stay', async () => {
    const before = await incoming();
    const [status, detail] = await refusal(post('/api/worker/images/a.png', 'no picture at all'));
    expect(status).toBe(422);
    expect(detail).toMatch(/^a\.png: .*looks like text/);
    expect(await incoming()).toEqual(before);
  });

  it.each([
    ['a.png?preset=thump', 400, '"preset" cannot be "thump". Did you mean "thumb"?'],
    ['..%2Fa.png', 400, '"../a.png" leads out of the incoming place.'],
    ['a%5Cb.png', 400, '"a\\\\b.png" has a backslash; names are apart by slashes.'],
  ])('has a name and a preset: %s', async (name, status, sentence) => {
    expect(await refusal(post(`/api/worker/images/${name}`, await picture()))).toEqual([status, sentence]);
  });

  it('is there at all', async () => {
    expect(await refusal(post('/api/worker/images/a.png', ''))).toEqual([
      400,
      'The body of the request is the picture, and it is empty.',
    ]);
  });
});

describe('stored pictures', () => {
  it('are listed, sent once, and saved under their own name', async () => {
    await post('/api/worker/images/listed.png', await picture());
    const { pictures, truncated } = await (await get('/api/worker/pictures/outgoing?limit=1')).json();
    expect(pictures).toMatchObject([{ name: expect.stringMatching(/\/listed\.png$/) }]);
    expect(truncated).toBe(true);
    const { address, size } = pictures[0];
    const response = await get(`${address}?download`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-length': String(size),
      'content-disposition': `attachment; filename="listed.png"; filename*=UTF-8''listed.png`,
      'content-security-policy': expect.stringContaining('sandbox'),
    });
    const again = await get(address, { 'if-none-match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('are those that are there', async () => {
    expect(await refusal(get('/api/worker/pictures/incoming/none.png'))).toEqual([
      404,
      'There is no picture "none.png" in incoming.',
    ]);
    expect(await refusal(get('/api/worker/pictures/income'))).toEqual([
      404,
      'There is no place for pictures "income". There is "incoming", "outgoing".',
    ]);
    const [status] = await refusal(get('/api/worker/pictures/incoming/%2e%2e%2fqueues.sqlite'));
    expect(status).toBe(400);
  });

  it('do nothing when they are SVG and are opened by themselves', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const made = await (await post('/api/worker/images/a.svg?preset=gray', svg)).json();
    const { headers } = await get(made.before);
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox$/);
  });
});

it('pages of other origins cannot hand in jobs', async () => {
  const response = await post('/api/worker/numbers', '1', { origin: 'https://evil.example' });
  expect(response.status).toBe(403);
});

it('is described as it is', async () => {
  const { paths, components } = await (await get('/api/openapi.json')).json();
  expect(Object.keys(paths).filter((path) => path.startsWith('/api/worker'))).toEqual([
    '/api/worker',
    '/api/worker/numbers',
    '/api/worker/images/{name}',
    '/api/worker/pictures/{side}',
    '/api/worker/pictures/{side}/{name}',
  ]);
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });
  ajv.addSchema({ $id: 'api', components });
  const check = (name: string, value: unknown) => {
    const isValid = ajv.validate({ $ref: `api#/components/schemas/${name}` }, value);
    expect([name, isValid, ajv.errors]).toEqual([name, true, null]);
  };
  check('WorkerStatus', await (await get('/api/worker')).json());
  check('NumbersAnswer', await (await post('/api/worker/numbers', '{"values":[1]}', JSON_TYPE)).json());
  check('PictureAnswer', await (await post('/api/worker/images/a.png', await picture())).json());
  check('PictureList', await (await get('/api/worker/pictures/incoming')).json());
});

it('counts what the worker of the app did', async () => {
  expect(await (await get('/metrics')).text()).toMatch(/^worker_done_total \d+$/m);
});
