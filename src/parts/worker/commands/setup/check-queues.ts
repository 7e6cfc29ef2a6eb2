import { UserError } from '../../../../base/error.ts';
import { beside, queueName } from '../../../../queue/names.ts';
import type { Queue } from '../../../../queue/queue.ts';
import { clientName, ownQueueName } from '../../asking/names.ts';
import { deadLettersOf, type Place } from '../../place.ts';
import { type Finding, tried, wrong } from './finding.ts';
import type { Who } from './policy.ts';

/** Fewer tries than a worker makes itself would put jobs to the dead letters before it gives up on them. */
const LEAST_RECEIVES = 10;

/** Looks at the queues, and tries what is done with them. */
export async function checkQueues(place: Place, whose: Who | undefined): Promise<Finding[]> {
  const { requests, settings } = place;
  const found = await there(place, settings.requests, 'jobs');
  const findings = [found.finding];
  if (found.facts) findings.push(...(await checkDeadLetters(place, found.facts)));
  const answers = await there(place, settings.replies, 'answers');
  findings.push(answers.finding);
  if (found.facts && whose !== 'client' && whose !== 'operator')
    findings.push(...(await tryTaking(requests)));
  if (whose !== 'worker' && whose !== 'operator') findings.push(await tryOwnQueue(place));
  return findings;
}

type Facts = NonNullable<Awaited<ReturnType<Place['queues']['describe']>>>;

/** Looks at a queue by its name or URL. */
async function there({ queues }: Place, queue: string, what: string) {
  const name = queueName(queue);
  let facts: Facts | undefined;
  const finding = await tried(`The queue ${name} for ${what} is there.`, async () => {
    facts = await queues.describe(queue);
    if (!facts) {
      throw new UserError(`There is no queue ${name} for ${what}.`, { hint: '"worker setup" makes it.' });
    }
  });
  return { finding, facts };
}

async function checkDeadLetters(place: Place, facts: Facts): Promise<Finding[]> {
  const { requests, settings } = place;
  const { deadLetters, maxReceives = LEAST_RECEIVES, retentionSeconds } = facts;
  if (deadLetters === undefined) {
    const hint = `"worker setup" makes ${deadLettersOf(requests.name)} for them.`;
    return [wrong(`The queue ${requests.name} has no queue for its dead letters.`, hint)];
  }
  const dead = await there(place, beside(settings.requests, deadLetters), 'dead letters');
  const findings = [dead.finding];
  if (maxReceives < LEAST_RECEIVES) {
    findings.push(
      wrong(
        `The queue ${requests.name} gives jobs up after they were handed out ${maxReceives} times.`,
        `Set maxReceiveCount in its redrive policy to ${LEAST_RECEIVES} or more; "worker setup" takes 50.`,
      ),
    );
  }
  const kept = dead.facts?.retentionSeconds;
  if (kept !== undefined && retentionSeconds !== undefined && kept < retentionSeconds) {
    findings.push(
      wrong(
        `The queue ${deadLetters} keeps messages for a shorter time than ${requests.name}, so dead letters may be lost.`,
        'Set its MessageRetentionPeriod to 1209600, which is 14 days.',
      ),
    );
  }
  return findings;
}

/** What a worker does with the queue of requests, without taking anything. */
async function tryTaking(requests: Queue): Promise<Finding[]> {
  const nothing = 'nothing-0';
  const may = (what: string) => `${what} the queue ${requests.name} is allowed.`;
  const { waiting } = await requests.depth();
  return [
    waiting > 0
      ? { state: 'not tried', what: `Receiving from ${requests.name} was not tried, for jobs wait in it.` }
      : await tried(may('Receiving from'), () => requests.receive({ max: 1, visibilitySeconds: 0 })),
    // A receipt that is none is an outcome; not to be allowed is an error.
    await tried(may('Deleting from'), () => requests.delete([nothing])),
    await tried(may('Keeping messages of'), () => requests.hide([{ receipt: nothing, seconds: 0 }])),
    { state: 'not tried', what: `Sending to ${requests.name} was not tried, for a worker would take it.` },
  ];
}

/** A queue as clients make for their answers. */
async function tryOwnQueue({ queues, replies }: Place): Promise<Finding> {
  const name = ownQueueName(replies.name, clientName());
  return tried(`Clients may make queues of their own for answers, such as ${name}.`, async () => {
    await queues.create(name);
    try {
      const queue = queues.open(name);
      const [failure] = await queue.send([{ body: 'check', dedupeId: name }]);
      if (failure) throw failure;
      const messages = await queue.receive({ max: 1, waitSeconds: 2, visibilitySeconds: 30 });
      await queue.delete(messages.map(({ receipt }) => receipt));
    } finally {
      await queues.remove(name);
    }
  });
}
