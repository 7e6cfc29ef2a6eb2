import sharp from 'sharp';
import { randomNumbers } from '../../src/numbers/random.ts';
import { numberStatistics } from '../../src/numbers/statistics.ts';
import type { Outgoing } from '../../src/queue/queue.ts';
import type { Store } from '../../src/store/store.ts';

export interface JobsOptions {
  jobs: number;
  /** How many messages nobody can do. */
  poison: number;
  seed: number;
}

export interface SoakJobs {
  /** What is sent, in a random order; a tenth of the jobs twice. */
  messages: Outgoing[];
  /** By the id of each job, how its answer begins. */
  expected: Map<string, string>;
  /** How many of the jobs are about pictures. */
  pictures: number;
}

/** The presets of the worker. */
export const presets = { 'black-and-white': [{ monochrome: {} }], thumb: [{ resize: { width: 5 } }] };

/** So many different pictures there are. */
const PICTURES = 12;

/** Jobs of all kinds: lists short and long, right and wrong, pictures, and what is no job at all. */
export function soakJobs({ jobs, poison, seed }: JobsOptions): SoakJobs {
  const messages: Outgoing[] = [];
  const expected = new Map<string, string>();
  let pictures = 0;
  for (let number = 0; number < jobs; number++) {
    const id = `job-${number}`;
    const isPicture = number % 20 === 0;
    if (isPicture) pictures++;
    const { message, answer } = isPicture ? pictureJob(id, number / 20) : numbersJob(id, number, seed);
    messages.push(message);
    expected.set(id, answer);
    if (number % 10 === 0) messages.push(message);
  }
  for (let number = 0; number < poison; number++) {
    const id = `poison-${number}`;
    const body = number % 2 === 0 ? `{"id": "${id}", "kind":` : JSON.stringify({ id, kind: 'poison' });
    messages.push({ body, attributes: { id } });
    expected.set(id, `{"id":"${id}","error":{"code":"unreadable","message":"`);
  }
  return { messages: shuffled(messages, fractions(seed)), expected, pictures };
}

/** Writes the pictures that the jobs are about. */
export async function writePictures(incoming: Store): Promise<void> {
  for (let number = 0; number < PICTURES; number++) {
    const create = { width: 10 + number, height: 8, channels: 3, background: '#a63' } as const;
    await incoming.write(`${number}.png`, await sharp({ create }).png().toBuffer());
  }
}

interface SoakJob {
  message: Outgoing;
  answer: string;
}

function pictureJob(id: string, number: number): SoakJob {
  const name = `${number % PICTURES}.png`;
  const json = (job: object) => ({ body: JSON.stringify({ id, kind: 'image', ...job }) });
  switch (number % 4) {
    case 0:
      return {
        message: json({ name: `none/${name}` }),
        answer: `{"id":"${id}","error":{"code":"not-found","message":"There is no picture `,
      };
    case 1:
      return { message: { body: name, attributes: { id } }, answer: name };
    default:
      return {
        message: json({ name, preset: 'thumb' }),
        answer: `{"id":"${id}","kind":"image","name":"${name}","width":5,`,
      };
  }
}

function numbersJob(id: string, number: number, seed: number): SoakJob {
  const values = [
    ...randomNumbers({ count: lengthOf(number), seed: seed + number, min: -1000, max: 1000, whole: true }),
  ];
  if (number % 10 === 3) {
    return {
      message: { body: `${values.join(',')},x${number}`, attributes: { id } },
      answer: `Wrong input: Number ${values.length + 1} of the list (line 1, column `,
    };
  }
  const { count, min, max, mean, median } = numberStatistics(values);
  if (number % 2 === 0) {
    return {
      message: { body: values.join(','), attributes: { id } },
      answer: `The list minimum is : ${min}\nThe list maximum is : ${max}\nThe list average is : ${mean}\nThe list median is : ${median}`,
    };
  }
  return {
    message: { body: JSON.stringify({ id, kind: 'numbers', values }) },
    answer: `{"id":"${id}","kind":"numbers","statistics":{"count":${count},`,
  };
}

/** Most are short; some are not done at once, and a few are read in a thread. */
function lengthOf(number: number): number {
  if (number % 250 === 149) return 20_000;
  return number % 50 === 49 ? 6_000 : 1 + ((number * 7) % 30);
}

/** Numbers from 0 up to 1, the same for the same seed. */
export function fractions(seed: number): () => number {
  const numbers = randomNumbers({ count: 100_000, seed, min: 0, max: 1 });
  let at = 0;
  return () => numbers[at++ % numbers.length] ?? 0;
}

function shuffled<T>(things: T[], random: () => number): T[] {
  return things
    .map((thing) => ({ thing, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ thing }) => thing);
}
