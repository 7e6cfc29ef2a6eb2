import { z } from 'zod';
import { messageOf, UserError } from '../base/error.ts';
import { isS3Address, parseS3Address } from '../store/address.ts';

/** An option that names a place in a bucket: `s3://BUCKET/` or `s3://BUCKET/PREFIX/`. */
export const bucket = z
  .string()
  .min(1)
  .superRefine((address, context) => {
    const message = isS3Address(address)
      ? whyThrown(() => parseS3Address(address))
      : `${JSON.stringify(address)} is no bucket. Write s3://BUCKET/ or s3://BUCKET/PREFIX/.`;
    if (message) context.addIssue({ code: 'custom', message });
  });

/** What a check says by throwing, in a sentence. */
export function whyThrown(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    const hint = error instanceof UserError ? error.hint : undefined;
    return [messageOf(error), hint].filter(Boolean).join(' ');
  }
}
