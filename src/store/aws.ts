import { UserError } from '../base/error.ts';

/**
 * The endpoint of an AWS service: the one that is named, or the first of the environment's; undefined
 * for AWS itself. Throws a `UserError` for what is no URL.
 * @param service as the variable of its own has it: `AWS_ENDPOINT_URL_S3`
 */
export function endpointOf(named: string | undefined, service: 'S3' | 'SQS'): string | undefined {
  const { [`AWS_ENDPOINT_URL_${service}`]: own, AWS_ENDPOINT_URL: usual } = process.env;
  const url = named || own || usual || undefined;
  if (url === undefined || (/^https?:\/\//.test(url) && URL.canParse(url))) return url;
  throw new UserError(`The endpoint ${url} is not a URL.`, {
    hint: 'Write it with its scheme: http://localhost:9000.',
    exitCode: 2,
  });
}

/** What the clients of the SDK have in common. */
interface Regional {
  config: { region(): Promise<string> };
}

/**
 * A client in the region that is named, or the environment's, or the profile's. Throws a `UserError`
 * where there is none of them.
 * @param of what the region is that of, for the message: `the bucket`
 */
export async function inRegion<Client extends Regional>(
  make: (region: string | undefined) => Client,
  { region, endpoint, of }: { region: string | undefined; endpoint: string | undefined; of: string },
): Promise<Client> {
  const client = make(region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION);
  try {
    await client.config.region();
    return client;
  } catch (cause) {
    // Servers other than AWS have no regions, or do not mind; a signature needs one all the same.
    if (endpoint) return make('us-east-1');
    throw new UserError('No AWS region is set.', {
      hint: `Set AWS_REGION or give the region: that of ${of}.`,
      cause,
    });
  }
}
