import {
  DeleteBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';

/** An S3 server (and SQS: the same address) on this machine, in memory. */
export interface TestS3 {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** What a child process needs in its environment to use this server and nothing of the machine's own. */
  readonly env: Readonly<Record<string, string>>;
  /** The official client, pointed at the server, for what the helpers below do not do. */
  readonly client: S3Client;
  createBucket(name: string): void;
  /** Stores an object and returns its ETag without the quotes. */
  put(bucket: string, key: string, body: Uint8Array | string): Promise<string>;
  get(bucket: string, key: string): Promise<Buffer>;
  /** Up to 1000 keys, in the server's order. */
  keys(bucket: string, prefix?: string): Promise<string[]>;
  emptyBucket(name: string): void;
  /** True when a multipart upload was begun in the bucket and neither finished nor aborted. Empties the bucket. */
  hasUnfinishedUploads(bucket: string): Promise<boolean>;
  /** Stops the server and puts this process's environment back. */
  stop(): Promise<void>;
}

/**
 * Starts the server on a free port. Until `stop`, this process's environment points to it as well,
 * so that `openStore('s3://BUCKET/')` works as it is; `setEnv: false` leaves the environment alone.
 */
export async function startS3(options: { buckets?: string[]; setEnv?: boolean } = {}): Promise<TestS3> {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const env = testEnvironment(endpoint);
  for (const bucket of options.buckets ?? []) server.createBucket(bucket);
  const restore = options.setEnv === false ? () => {} : setEnvironment(env);
  const client = new S3Client({
    endpoint,
    forcePathStyle: true,
    region: env.AWS_REGION,
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID, secretAccessKey: env.AWS_SECRET_ACCESS_KEY },
  });

  return {
    endpoint,
    env,
    client,
    createBucket: (name) => void server.createBucket(name),
    emptyBucket: (name) => server.emptyBucket(name),
    async put(bucket, key, body) {
      const { ETag = '' } = await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }),
      );
      return ETag.replaceAll('"', '');
    },
    async get(bucket, key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    async keys(bucket, prefix = '') {
      const { Contents = [] } = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
      );
      return Contents.map(({ Key = '' }) => Key);
    },
    async hasUnfinishedUploads(bucket) {
      // The server lists no uploads, but it keeps a bucket that has some.
      server.emptyBucket(bucket);
      try {
        await client.send(new DeleteBucketCommand({ Bucket: bucket }));
      } catch (error) {
        if (error instanceof Error && error.name === 'BucketNotEmpty') return true;
        throw error;
      }
      server.createBucket(bucket);
      return false;
    },
    async stop() {
      restore();
      client.destroy();
      await server.stop();
    },
  };
}

/** The variables that make the AWS SDK use one endpoint, made-up keys, and no file of the machine's own. */
export function testEnvironment(endpoint: string) {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIATESTTESTTESTTEST',
    AWS_SECRET_ACCESS_KEY: 'test-secret-access-key',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent/aws-config',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/aws-credentials',
  };
}

/** Sets variables of this process and returns what puts them back. */
export function setEnvironment(variables: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  const set = (entries: Iterable<readonly [string, string | undefined]>) => {
    for (const [name, value] of entries) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  set(Object.entries(variables));
  return () => set(before);
}
