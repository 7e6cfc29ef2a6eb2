import { expect, it } from 'vitest';
import { settingsOf } from '../../../src/parts/worker/settings.ts';
import { plainSpec } from '../../support/worker-place.ts';

it.each([
  { requests: 'jobs', replies: 'jobs' },
  { requests: 'jobs', replies: 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs' },
  { replies: 'jobs', local: true as const },
  { requests: 'job-replies', local: true as const },
])('jobs and answers have a queue each: %o', (given) => {
  expect(() => settingsOf(plainSpec, given, '/data', {})).toThrow(
    /^Jobs and answers would both go to the queue job(s|-replies)\.$/,
  );
});
