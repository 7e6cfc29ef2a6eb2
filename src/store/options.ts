/** How to reach S3. Whatever is left out comes from the environment and the profile, as the AWS SDK has it. */
export interface StoreOptions {
  /** Of an S3-compatible server: `http://localhost:9000`. Default: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`. */
  endpointUrl?: string;
  region?: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. Default: true when there is an endpoint. */
  pathStyle?: boolean;
  /** Milliseconds for which one request is tried again. Default: 120,000. */
  deadlineMs?: number;
  /** How many parts of one file are uploaded at once. Default: 4. */
  concurrency?: number;
}
