import type { Command } from 'commander';
import type { RunContext } from '../../run.ts';
import { openPlace, type Place } from '../place.ts';
import { type Given, type Settings, settingsOf, type WorkerSpec } from '../settings.ts';
import { withWayOut } from '../way-out.ts';

/** What every command of the worker can be told. */
export interface PlaceOptions extends Given {
  /** The app's folder for data on this machine. */
  data?: string;
}

const GROUP = 'Where queues and pictures are:';

/** Adds the options that say where jobs, answers and pictures are; in the help they come last. */
export function withPlace(command: Command): Command {
  const options: [flags: string, description: string][] = [
    ['--requests <queue>', 'where jobs go to: name or URL of a queue of SQS (HOLDALL_REQUESTS)'],
    ['--replies <queue>', 'where answers go to (HOLDALL_REPLIES)'],
    ['--bucket <address>', 'where pictures and large messages lie: s3://BUCKET/ (HOLDALL_BUCKET)'],
    ['--incoming <prefix>', 'where in the bucket pictures come from (HOLDALL_INCOMING)'],
    ['--outgoing <prefix>', 'where in the bucket results go to (HOLDALL_OUTGOING)'],
    ['--endpoint-url <url>', 'of a server that speaks as SQS and S3 do (AWS_ENDPOINT_URL)'],
    ['--region <region>', 'of the queues and the bucket (AWS_REGION)'],
    ['--local', 'the queues and the bucket of this machine, whatever else is named'],
    ['--data <folder>', 'the folder of this machine for queues and journal (HOLDALL_DATA)'],
  ];
  for (const [flags, description] of options) {
    command.addOption(command.createOption(flags, description).helpGroup(GROUP));
  }
  const usual = command.createHelp();
  return command.configureHelp({
    ...command.configureHelp(),
    groupItems(all, visible, groupOf) {
      const groups = usual.groupItems(all, visible, groupOf);
      const place = groups.get(GROUP);
      groups.delete(GROUP);
      return place ? groups.set(GROUP, place) : groups;
    },
  });
}

/** The settings that the options, the environment and the spec come to. */
export function settingsFor(
  context: RunContext,
  spec: WorkerSpec,
  { data, ...given }: PlaceOptions,
): Settings {
  return settingsOf(spec, given, data || context.dataFolder());
}

/**
 * Does a command's work at the place that the options name, and closes the place behind it. Failures
 * for want of an account tell how to go without one.
 */
export async function atPlace<T>(
  context: RunContext,
  spec: WorkerSpec,
  options: PlaceOptions,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const place = await openPlace(settingsFor(context, spec, options));
  try {
    return await work(place);
  } catch (error) {
    throw place.kind === 'sqs' ? withWayOut(error, context.manifest.name) : error;
  } finally {
    place.close();
  }
}
