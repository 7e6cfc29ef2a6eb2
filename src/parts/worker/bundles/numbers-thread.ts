import { parentPort } from 'node:worker_threads';
import { numberStatistics } from '../../../numbers/statistics.ts';
import { type Answer, numbersAnswer } from '../job/answer.ts';
import { type Envelope, envelopeOf } from '../job/envelope.ts';
import type { Job } from '../job/job.ts';
import { parseJob } from '../job/parse.ts';
import type { LongQuestion } from '../work/long-bodies.ts';
import { noNumbers } from '../work/no-numbers.ts';
import { answerIn } from '../work/threads.ts';

// The thread for long bodies.

if (parentPort) answerIn(parentPort, answerTo);

function answerTo(question: LongQuestion): Envelope | Answer | Job {
  const { body } = question;
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  if (question.about === 'envelope') return envelopeOf(question.message, text);
  const job = parseJob(text, question.envelope.id);
  if (job.kind !== 'numbers') return job;
  // Here, for the list would take long to be handed back.
  if (!question.numbers) throw noNumbers();
  return numbersAnswer(job, numberStatistics(job.values));
}
