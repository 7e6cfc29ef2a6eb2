/** Hides secrets: in the log by masks, in what the action writes itself by stars. */
export interface Secrets {
  strip(text: string): string;
}

/**
 * Masks every secret that the action can come across, before anything is logged: the token, the
 * credentials of the environment, and a password in the endpoint's address.
 */
export function maskSecrets(
  mask: (secret: string) => void,
  { token, endpointUrl }: { token: string; endpointUrl: string },
): Secrets {
  const { AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  const secrets = [token, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, passwordOf(endpointUrl)].filter(
    (secret): secret is string => secret !== undefined && secret.length > 0,
  );
  for (const secret of secrets) mask(secret);
  return { strip: (text) => secrets.reduce((stripped, secret) => stripped.replaceAll(secret, '***'), text) };
}

function passwordOf(url: string): string | undefined {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).password) : undefined;
}
