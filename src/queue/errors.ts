import { UserError } from '../base/error.ts';

/** Thrown for a queue that is not there. */
export class NoQueueError extends UserError {
  /** `where` goes on with the sentence: ` at http://localhost:4566`. */
  constructor(name: string, where: string, cause?: unknown) {
    super(`There is no queue ${name}${where}.`, {
      hint: 'Check its name, or make it with "worker setup".',
      ...(cause !== undefined && { cause }),
    });
  }
}

/** Thrown for what SQS would not take as the name of a queue. */
export class QueueNameError extends UserError {
  constructor(name: string) {
    super(`${JSON.stringify(name)} is no name of a queue.`, {
      hint: 'A name has up to 80 letters, digits, hyphens and underscores, and may end in .fifo.',
      exitCode: 2,
    });
  }
}

/** The outcome of a message that is no longer in the hands of who has its receipt. */
export class GoneMessageError extends UserError {
  constructor(queue: string) {
    super(`A message of the queue ${queue} was already deleted, or handed to another worker.`);
  }
}

/** The outcome of a message that a queue will not take, however often it is sent. */
export class RefusedMessageError extends UserError {}
