import { UserError } from '../../base/error.ts';
import { factsOf, isUnreachable } from '../../store/aws-retry.ts';

/**
 * An error for want of an account, or of a server that answers, with the way to try the worker without
 * one; any other error as it is.
 */
export function withWayOut(error: unknown, program: string): unknown {
  if (!(error instanceof UserError) || !isForWantOfAnAccount(error)) return error;
  const { message, hint, at, exitCode, cause } = error;
  const way = `Or try it without an account: "${program} worker demo", and --local for all other commands.`;
  return new UserError(message, {
    hint: hint ? `${hint} ${way}` : way,
    exitCode,
    cause,
    ...(at && { at }),
  });
}

function isForWantOfAnAccount({ message, cause }: UserError): boolean {
  const { name = '' } = factsOf(cause);
  return (
    isUnreachable(cause) ||
    /^(CredentialsProviderError|TokenProviderError|InvalidClientTokenId|InvalidAccessKeyId)$/.test(name) ||
    message === 'No AWS region is set.'
  );
}
