import { openQueues } from '../../src/queue/open.ts';

// One of many processes at one file: FILE NAME COUNT. Makes the queue, sends COUNT messages, and takes
// what it gets until there is nothing; tells on a line what that was.

const [, , file = '', name = '', count = ''] = process.argv;
const queues = openQueues({ file });
await queues.create('jobs');
const queue = queues.open('jobs');
const bodies = Array.from({ length: Number(count) }, (_, index) => `${name}-${index}`);
for (const body of bodies) {
  // The second of each is the same.
  await queue.send([{ body, dedupeId: body }]);
  await queue.send([{ body, dedupeId: body }]);
}
const got: string[] = [];
for (;;) {
  const messages = await queue.receive({ max: 7, waitSeconds: 1, visibilitySeconds: 60 });
  if (messages.length === 0) break;
  got.push(...messages.map(({ body }) => body));
  await queue.delete(messages.map(({ receipt }) => receipt));
}
queues.close();
console.log(JSON.stringify(got));
