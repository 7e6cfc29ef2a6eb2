import * as core from '@actions/core';
import { main } from './main.ts';

// Whatever gets this far is a bug: what users can mend has been told as such.
try {
  await main();
} catch (error) {
  core.setFailed(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
