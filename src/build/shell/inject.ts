/**
 * Makes one shell: runs in a Node of its own, of the very version that it injects into, because a
 * blob that another version wrote can crash at the start. Its current folder, home and temporary
 * folder are its own too, so that pkg finds the base there and no path of this machine gets into
 * the shell.
 *
 *     node inject.js SEA_MODULE PLATFORM ARCH NODE_VERSION OUTPUT      (loader.cjs in TMPDIR)
 */
const [seaModule = '', platform, arch, nodeVersion, output] = process.argv.slice(2);

// pkg's command line forwards no SEA settings; its module does. The version is pinned, and a test holds it.
const { default: pkg } = (await import(seaModule)) as {
  default: { default: (entry: string, options: object) => Promise<void> };
};

await pkg.default('loader.cjs', {
  targets: [{ platform, arch, nodeRange: `node${nodeVersion}`, output }],
  seaConfig: {
    // Relative to the folder that pkg makes for itself in TMPDIR: its name is random, this is not.
    main: '../loader.cjs',
    output: 'sea-prep.blob',
    // NODE_OPTIONS in a stranger's environment must not run code in here.
    execArgvExtension: 'none',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    disableExperimentalSEAWarning: true,
  },
});
