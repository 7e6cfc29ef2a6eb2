import type { MessagePort, Worker } from 'node:worker_threads';
import { messageOf, UserError } from '../../../base/error.ts';
import { type FailureCode, Refusal } from '../job/job.ts';

/** Threads that answer questions. */
export interface Threads<Question, Answer> {
  /**
   * Asks the thread that has the least to do. Throws a `Refusal` where the thread did, and a
   * `UserError` when the thread has died of it: then the next question has a new one.
   */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

/** One more is started when all others have something to do, up to `most`; they are kept. */
export function openThreads<Question, Answer>(start: () => Worker, most: number): Threads<Question, Answer> {
  const threads = new Set<Thread>();
  let isClosed = false;
  let asked = 0;

  function add(): Thread {
    const worker = start();
    const thread: Thread = { worker, pending: new Map() };
    threads.add(thread);
    worker.on('message', ({ number, ...reply }: Reply) => {
      const waiting = thread.pending.get(number);
      thread.pending.delete(number);
      if (thread.pending.size === 0) worker.unref();
      if ('answer' in reply) waiting?.resolve(reply.answer);
      else if ('refusal' in reply) waiting?.reject(new Refusal(reply.refusal.code, reply.refusal.message));
      else waiting?.reject(new Error(reply.fault));
    });
    const died = (reason: string) => {
      threads.delete(thread);
      const error = new UserError(`The thread that was at it has ended: ${reason.replace(/\.$/, '')}.`);
      for (const { reject } of thread.pending.values()) reject(error);
      thread.pending.clear();
    };
    worker.on('error', (error) => died(messageOf(error)));
    worker.on('exit', (status) => died(`status ${status}`));
    return thread;
  }

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('the threads were closed');
        const idlest = [...threads].sort((a, b) => a.pending.size - b.pending.size)[0];
        const isBusy = !idlest || idlest.pending.size > 0;
        const thread = isBusy && threads.size < most ? add() : (idlest ?? add());
        const number = ++asked;
        // Nobody checks what it says: thread and program are of one build.
        thread.pending.set(number, { resolve: (answer) => resolve(answer as Answer), reject });
        // It holds up the end of the program while it works, and only then.
        thread.worker.ref();
        thread.worker.postMessage({ number, question });
      }),
    async close() {
      isClosed = true;
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

/** Answers the questions that come to a port, in a thread. Any number of them may be on their way at once. */
export function answerIn<Question, Answer>(
  port: MessagePort,
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  const post = (reply: Reply) => port.postMessage(reply);
  port.on('message', async ({ number, question }: { number: number; question: Question }) => {
    try {
      post({ number, answer: await answer(question) });
    } catch (error) {
      if (error instanceof Refusal) {
        const { code, message } = error;
        post({ number, refusal: { code, message } });
      } else post({ number, fault: messageOf(error) });
    }
  });
}

interface Thread {
  worker: Worker;
  pending: Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>;
}

/** To a question: its answer, why it can have none, or what went wrong. */
type Reply = { number: number } & (
  | { answer: unknown }
  | { refusal: { code: FailureCode; message: string } }
  | { fault: string }
);
