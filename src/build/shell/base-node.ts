import { join } from 'node:path';
import { UserError } from '../../base/error.ts';
import { hostTarget, type TargetName, targets } from '../../spec/targets.ts';
import type { Job } from '../job.ts';
import { lockedPackage, platformPackage } from '../platform-package.ts';

/** A stock Node binary, and the integrity hash that npm checked it against. */
export interface BaseNode {
  file: string;
  version: string;
  integrity: string;
}

/** The stock Node that a target's executables are made on. */
export async function baseNode(job: Job, target: TargetName): Promise<BaseNode> {
  const { package: name, binary } = targets[target];
  const { folder, version, integrity } = await platformPackage(job, name, target);
  return { file: join(folder, binary), version, integrity };
}

/** The version of Node that executables run on. */
export async function baseNodeVersion(): Promise<string> {
  return (await lockedPackage(targets['linux-x64'].package)).version;
}

/** The Node that pkg runs on, which is of the version that it packs: this one, or this machine's base. */
export async function hostNode(job: Job, version: string): Promise<string> {
  if (process.versions.node === version) return process.execPath;
  const host = hostTarget();
  if (!host)
    throw new UserError(`Shells are made by Node ${version}, and this is Node ${process.versions.node}.`, {
      hint: `Run Holdall with Node ${version} on this machine.`,
    });
  return (await baseNode(job, host)).file;
}
