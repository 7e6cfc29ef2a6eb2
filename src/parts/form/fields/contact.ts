import type { Reader } from '../../../language/reader.ts';
import { halfWidth, oneLine } from './plain-text.ts';
import type { Reading } from './reading.ts';

/** An e-mail address: one, with a domain. Whether it is anybody's cannot be told from here. */
export function readEmail(written: string, reader: Reader): Reading<string> {
  const texts = reader.text.formFields.email;
  const text = oneLine(halfWidth(written));
  const [, domain, more] = text.split('@');
  if (domain === undefined) return { message: texts.noAt };
  if (more !== undefined || /[,;]/.test(text)) return { message: texts.several };
  if (/\s/.test(text)) {
    const proposal = text.replace(/\s/g, '');
    return isEmail(proposal) ? { message: texts.blank, proposal } : { message: texts.blank };
  }
  if (isEmail(text)) return { value: text };
  return { message: domain.includes('.') ? texts.example : texts.noDot(domain) };
}

function isEmail(text: string): boolean {
  return (
    /^[^\s@<>()[\]\\,;:"]+@[^\s@.,_<>()]+(\.[^\s@.,_<>()]+)*\.[^\s@.,_<>()\d]{2,}$/.test(text) &&
    !/^\.|\.\.|\.@/.test(text)
  );
}

/** A telephone number, kept as it is written: countries write them in many ways. */
export function readTelephone(written: string, reader: Reader): Reading<string> {
  const texts = reader.text.formFields.telephone;
  const text = oneLine(halfWidth(written));
  const number = text.replace(/\s*(?:ext\.?|extension|poste|x|Durchwahl)\s*\d{1,6}$/i, '');
  const strange = /[^\d\s+().\-/–]/u.exec(number)?.[0];
  if (strange !== undefined) return { message: texts.strange(strange) };
  const digits = number.replace(/\D/g, '').length;
  if (digits < 3) return { message: texts.tooShort };
  if (digits > 17) return { message: texts.tooLong };
  return /^[^+]*$|^\(?\+[^+]*$/.test(number) ? { value: text } : { message: texts.plus };
}
