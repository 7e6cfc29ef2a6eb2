import { UserError } from '../../../base/error.ts';

/** The whole number that an option is given; throws a `UserError` for anything else. */
export function whole(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UserError(`${option} takes a whole number from ${least} to ${most}, not "${text}".`, {
    exitCode: 2,
  });
}
