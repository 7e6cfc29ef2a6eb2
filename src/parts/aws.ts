let load: (() => unknown) | undefined;

/** How a packed app comes by the bundle of the AWS SDK, once somebody needs it. */
export function useAws(loadBundle: () => unknown): void {
  load = loadBundle;
}

/** What `src/build/aws-plugin.ts` puts in the place of `import('@aws-sdk/...')`. */
export function awsPackage(name: string): unknown {
  if (!load) throw new Error('nobody has said where the AWS SDK is');
  const packages = load() as Record<string, unknown>;
  if (!packages[name]) throw new Error(`${name} is not in the bundle of the AWS SDK`);
  return packages[name];
}
