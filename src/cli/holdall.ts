#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { userCacheFolder } from '../base/user-cache.ts';

// What was compiled is kept for the next time: it is a third of what a short command takes.
enableCompileCache(join(process.env['HOLDALL_CACHE'] || userCacheFolder(), 'compiled'));
const { main } = await import('./main.ts');

process.exitCode = await main(process.argv.slice(2));
