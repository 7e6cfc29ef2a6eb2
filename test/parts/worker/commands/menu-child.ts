import { Command } from 'commander';
import { imageStepsSchema } from '../../../../src/image/steps.ts';
import { askCommands } from '../../../../src/parts/worker/commands/ask/commands.ts';
import type { WorkerSpec } from '../../../../src/parts/worker/settings.ts';
import { preview } from '../../../../src/parts/worker/work/preview.ts';
import { plainSpec } from '../../../support/worker-place.ts';

// The menu from the sources: a packed app for tests carries no native library, which pictures need.
export const menuSpec: WorkerSpec = {
  ...plainSpec,
  images: {
    presets: {
      'black-and-white': imageStepsSchema.parse([{ monochrome: {} }]),
      thumb: imageStepsSchema.parse([{ resize: { width: 50 } }, { encode: { format: 'webp' } }]),
    },
    default: 'black-and-white',
  },
};

const [, , data, ...args] = process.argv;
if (data !== undefined) {
  const program = new Command('stationer').enablePositionalOptions();
  const context = { manifest: { name: 'stationer', title: 'The stationer' }, dataFolder: () => data };
  // Nothing else of the context is asked for here.
  askCommands(program.command('worker'), context as never, menuSpec, async () => preview);
  await program.parseAsync(['worker', 'ask', ...args], { from: 'user' });
}
