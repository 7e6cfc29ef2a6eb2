import type { RunContext } from '../../run.ts';
import { openClient } from '../asking/client.ts';
import { startFor } from '../hire.ts';
import { openPlace } from '../place.ts';
import { settingsOf, type WorkerSpec } from '../settings.ts';
import { withWayOut } from '../way-out.ts';
import { type Desk, makeDesk } from './desk.ts';

/** The desk of the app, at the place that the environment and the spec name. */
export function deskOf(context: RunContext, spec: WorkerSpec): Desk {
  const program = context.manifest.name;
  return makeDesk({
    openPlace: () => openPlace(settingsOf(spec, {}, context.dataFolder())),
    openClient: (place) => openClient(place, { program }),
    hire: (place) => startFor(place, spec, context),
    explain: (error) => withWayOut(error, program),
  });
}
