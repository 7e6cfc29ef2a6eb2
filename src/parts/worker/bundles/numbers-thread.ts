import { parentPort } from 'node:worker_threads';
import { numberStatistics } from '../../../numbers/statistics.ts';
import { type Answer, failureAnswer, numbersAnswer } from '../job/answer.ts';
import { type Envelope, envelopeOf } from '../job/envelope.ts';
import { type Job, Refusal } from '../job/job.ts';
import { parseJob } from '../job/parse.ts';
import type { Body, Question } from '../work/long-bodies.ts';

// The thread for long bodies: each question gets one answer. What it throws ends it, and that is a
// failed try of the job.

parentPort?.on('message', (question: Question) => {
  parentPort?.postMessage(answerTo(question));
});

function answerTo(question: Question): Envelope | Answer | Job {
  const text = textOf(question.body);
  if (question.about === 'envelope') return envelopeOf(question.message, text);
  const { envelope } = question;
  try {
    const job = parseJob(text, envelope.id);
    return job.kind === 'numbers' ? numbersAnswer(job, numberStatistics(job.values)) : job;
  } catch (error) {
    if (error instanceof Refusal) return failureAnswer(envelope, error);
    throw error;
  }
}

function textOf(body: Body): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString();
}
