import { UserError } from '../../../../base/error.ts';

/** One thing that was looked at or tried. */
export interface Finding {
  state: 'ok' | 'wrong' | 'not tried';
  /** A sentence. */
  what: string;
  /** What to do about it. */
  hint?: string;
}

/** Tries something: what holds when it goes well, or why it does not. */
export async function tried(what: string, attempt: () => Promise<unknown>): Promise<Finding> {
  try {
    await attempt();
    return { state: 'ok', what };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return wrong(error.message, error.hint);
  }
}

/** Something that is not as it should be. */
export function wrong(what: string, hint?: string): Finding {
  return { state: 'wrong', what, ...(hint !== undefined && { hint }) };
}
