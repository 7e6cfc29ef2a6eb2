import { getInput, setSecret } from '@actions/core';

/**
 * Makes the runner mask every secret that this run has, before anything is said, and returns them.
 */
export function maskSecrets(): string[] {
  const { AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = process.env;
  const secrets = [
    getInput('github-token'),
    AWS_SECRET_ACCESS_KEY,
    AWS_SESSION_TOKEN,
    ...[getInput('endpoint-url'), AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3].flatMap(credentialsOf),
  ].flatMap((secret) => (secret ? [secret] : []));
  const unique = [...new Set(secrets)];
  for (const secret of unique) setSecret(secret);
  return unique;
}

/** The same value with `***` for every secret in its texts: for places that the runner does not mask. */
export function hideSecrets<T>(value: T, secrets: readonly string[]): T {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string'
      ? secrets.reduce((text, secret) => text.replaceAll(secret, '***'), inner)
      : inner,
  );
}

/** The password in a URL, or the name where that stands alone; as written, and with its escapes read. */
function credentialsOf(url: string | undefined): string[] {
  if (!url || !URL.canParse(url)) return [];
  const { username, password } = new URL(url);
  const secret = password || username;
  try {
    return [secret, decodeURIComponent(secret)];
  } catch {
    return [secret];
  }
}

/** A URL without the name and password in it. */
export function withoutCredentials(url: string | undefined): string | undefined {
  return url?.replace(/^(https?:\/\/)[^/]*@/, '$1');
}
