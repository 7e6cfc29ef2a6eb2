import type { Plugin } from 'esbuild';
import { projectPath } from './installation.ts';

/**
 * Lets sharp be bundled. Its own way to its native library is by the name of the package beside it,
 * and a packed app has no packages: there it is the file that `useNativeLibrary` has named.
 */
export const sharpPlugin: Plugin = {
  name: 'sharp',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/]sharp[\\/]dist[\\/]sharp\.mjs$/ }, () => ({
      resolveDir: projectPath('.'),
      contents: `
        import { loadNativeLibrary } from './src/image/native-library.ts';
        export default loadNativeLibrary();`,
    }));
    // The versions of what libvips is made of lie in a package as well; sharp does without.
    build.onResolve({ filter: /^node:module$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]sharp[\\/]dist[\\/]/.test(importer)
        ? { path: 'no-packages', namespace: 'sharp' }
        : undefined,
    );
    build.onLoad({ filter: /^no-packages$/, namespace: 'sharp' }, () => ({
      contents: `
        export const createRequire = () => (name) => {
          throw new Error(name + ' is no part of this program');
        };`,
    }));
  },
};
