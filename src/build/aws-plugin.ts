import type { Plugin } from 'esbuild';
import { projectPath } from './installation.ts';

/**
 * Takes the AWS SDK out of what each start reads: `import('@aws-sdk/...')` in the code of a part
 * becomes the bundle `aws` of that part, which is loaded when the first of these is reached.
 */
export const awsPlugin: Plugin = {
  name: 'aws',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\// }, ({ path, kind, importer }) =>
      kind === 'dynamic-import' && !/[\\/]node_modules[\\/]/.test(importer)
        ? { path, namespace: 'aws' }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'aws' }, ({ path }) => ({
      resolveDir: projectPath('.'),
      contents: `
        const { awsPackage } = require('./src/parts/aws.ts');
        module.exports = awsPackage(${JSON.stringify(path)});`,
    }));
  },
};
