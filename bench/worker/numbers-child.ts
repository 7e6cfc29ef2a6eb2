import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Consumer } from 'sqs-consumer';
import { parseNumbers } from '../../src/numbers/parse.ts';
import { numberStatistics } from '../../src/numbers/statistics.ts';
import { sqliteLedger } from '../../src/parts/worker/ledger/sqlite.ts';
import { startWorker } from '../../src/parts/worker/loop/worker.ts';
import { workerId } from '../../src/parts/worker/loop/worker-id.ts';
import { quickNumbers } from '../../src/parts/worker/work/numbers.ts';
import { openQueues } from '../../src/queue/open.ts';
import { listsOnly } from '../../test/support/lists-only.ts';

// One worker process: PROGRAM ENDPOINT FOLDER JOBS. Sends the jobs, does them, and tells how it went.

const [, , program = '', endpointUrl = '', folder = '', count = ''] = process.argv;
const jobs = Number(count);
/** Pollers of the other program, which has no more than one request on the way in each. */
const POLLERS = 8;

const queues = openQueues({ sqs: { endpointUrl } });
const name = `bench-${process.pid}`;
await queues.create(`${name}-replies`);
await queues.create(name);
const requests = queues.open(name);
const replies = queues.open(`${name}-replies`);
for (let at = 0; at < jobs; at += 500) {
  await requests.send(Array.from({ length: 500 }, (_, place) => ({ body: `1,5,${at + place}` })));
}
let done = () => 0;
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const cpu = process.cpuUsage();
const start = performance.now();
await (program === 'holdall' ? holdall() : consumer());
while (done() < jobs) await sleep(5);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    perSecond: jobs / seconds,
    cpuMicroseconds: (user + system) / jobs,
    delayP99: delay.percentile(99) / 1e6,
    answers: (await replies.depth()).waiting,
  }),
);
process.exit();

async function holdall(): Promise<void> {
  const { counters } = startWorker({
    requests,
    replies,
    deadLetters: undefined,
    ledger: sqliteLedger(join(folder, `${name}.sqlite`), workerId()),
    quick: quickNumbers,
    work: listsOnly,
  });
  done = () => counters.counts.done;
}

/** The same answers, with neither ledger nor leases. */
async function consumer(): Promise<void> {
  const sqs = new SQSClient({ endpoint: endpointUrl, useQueueUrlAsEndpoint: false });
  const [queueUrl, replyUrl] = [name, `${name}-replies`].map((each) => `${endpointUrl}/000000000000/${each}`);
  let finished = 0;
  async function handleMessageBatch(messages: Message[]): Promise<Message[]> {
    const Entries = messages.map(({ Body = '', MessageId = '' }, place) => {
      const { min, max, mean, median } = numberStatistics(parseNumbers(Body, 'the list'));
      const body = `The list minimum is : ${min}\nThe list maximum is : ${max}\nThe list average is : ${mean}\nThe list median is : ${median}`;
      const MessageAttributes = { id: { DataType: 'String', StringValue: MessageId } };
      return { Id: `${place}`, MessageBody: body, MessageAttributes };
    });
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: replyUrl, Entries }));
    const receipts = messages.map(({ ReceiptHandle }, place) => ({ Id: `${place}`, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: receipts }));
    finished += messages.length;
    return messages;
  }
  for (let poller = 0; poller < POLLERS; poller++) {
    Consumer.create({
      queueUrl: queueUrl ?? '',
      sqs,
      batchSize: 10,
      shouldDeleteMessages: false,
      handleMessageBatch,
    }).start();
  }
  done = () => finished;
}
