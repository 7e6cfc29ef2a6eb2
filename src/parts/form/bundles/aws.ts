/**
 * The AWS SDK, by the names of its packages: a megabyte that no start should have to read. Wherever
 * the form part imports one of them, `src/build/aws-plugin.ts` puts this.
 */
export * as '@aws-sdk/client-s3' from '@aws-sdk/client-s3';
export * as '@aws-sdk/lib-storage' from '@aws-sdk/lib-storage';
