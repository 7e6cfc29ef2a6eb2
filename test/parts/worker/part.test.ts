import { describe, expect, it } from 'vitest';
import { checkSpec } from '../../../src/spec/check.ts';
import { formatProblem } from '../../../src/spec/problem.ts';

/** What `holdall check` prints of a spec that has a worker of these options and nothing else. */
function problemsOf(worker: object): string[] {
  const checked = checkSpec(JSON.stringify({ name: 'lab', parts: { worker } }), 'spec.json');
  return 'problems' in checked ? checked.problems.map(formatProblem) : [];
}

const thumb = { thumb: [{ resize: { width: 200 } }] };

describe('a right worker', () => {
  it.each([
    [{}],
    [{ queues: { requests: 'jobs', replies: 'job-replies.fifo' }, bucket: 's3://lab3-bucket/' }],
    [{ queues: { requests: 'http://localhost:4566/000000000000/jobs', replies: 'replies' } }],
    [{ incoming: 'in', outgoing: 'out/deep/', images: { presets: thumb, default: 'thumb' } }],
    [{ numbers: false, images: { presets: { 'as-it-is': [] }, default: 'as-it-is' } }],
  ])('%j', (worker) => expect(problemsOf(worker)).toEqual([]));
});

describe('a wrong worker is told', () => {
  it.each([
    [
      { queues: { requests: 'my jobs', replies: 'b' } },
      '"my jobs" is no name of a queue. A name has up to 80',
    ],
    [{ queues: { requests: 'a', replies: 'a' } }, 'Jobs and answers need a queue each'],
    [{ queues: { requests: 'a', replies: 'https://sqs/1/a' } }, 'Jobs and answers need a queue each'],
    [{ queues: { requests: 'a' } }, '"replies" is missing.'],
    [{ bucket: 'lab3-bucket' }, '"lab3-bucket" is no bucket. Write s3://BUCKET/ or'],
    [{ bucket: 's3://Lab/' }, 'no bucket can be named Lab'],
    [{ incoming: '../in/' }, '"../in/" is no place in the bucket.'],
    [{ incoming: '/in' }, '"/in" is no place in the bucket.'],
    [{ incoming: 'a', outgoing: 'a/' }, 'Results would replace the pictures that they are made of.'],
    [{ numbers: false }, 'This worker does nothing: it takes neither numbers nor pictures ("images").'],
    [{ images: { presets: {}, default: 'a' } }, 'There are no presets: name the steps of at least one.'],
    [
      { images: { presets: thumb, default: 'thumbs' } },
      '"thumbs" is not among the presets. Did you mean "thumb"? Found: "thumbs". (/parts/worker/images/default)',
    ],
    [{ images: { presets: { 'a b': [] }, default: 'a b' } }, '"a b" cannot be a name.'],
    [
      { images: { presets: { logo: [{ watermark: { picture: 'logo.png' } }] }, default: 'logo' } },
      'A worker has no other pictures at hand, such as logo.png. Use a watermark of text.',
    ],
    [{ images: { presets: { a: [{ rezise: {} }] }, default: 'a' } }, '"rezise" is no key here.'],
  ])('%j', (worker, message) => {
    const problems = problemsOf(worker);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });
});
