import { readFile } from 'node:fs/promises';
import { codeOf, messageOf, UserError } from '../../../base/error.ts';
import type { Language } from '../../../language/languages.ts';
import { unknownName } from '../../unknown.ts';
import type { Answer } from '../answers/answers.ts';
import type { Form } from '../forms.ts';
import type { Site } from '../pages/site.ts';

/** What every command about a form can be told. */
export interface FormOptions {
  form?: string;
  language: Language;
}

/** The form that is meant: the one that is named, or the only one. */
export function formFor({ desk }: Site, { form: name }: FormOptions): Form {
  const names = desk.forms.map((form) => form.name);
  const [first, ...others] = desk.forms;
  if (name === undefined && first && others.length === 0) return first;
  if (name === undefined) {
    throw new UserError('There are several forms.', {
      hint: `Say which one: --form ${names.join(' or --form ')}.`,
      exitCode: 2,
    });
  }
  const found = desk.forms.find((form) => form.name === name);
  if (!found) throw unknownName('form', name, names);
  return found;
}

/** The answer of a number. */
export function answerFor({ desk }: Site, form: Form, number: number): Answer {
  const found = desk.kept()?.byNumber(form.name, number);
  if (found) return found;
  throw new UserError(`The form "${form.name}" has no answer ${number}.`, {
    hint: 'The command "form list" tells the numbers.',
  });
}

/** A file that somebody names; throws a `UserError` where it cannot be read. */
export async function readNamed(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    const missing = codeOf(error) === 'ENOENT';
    throw new UserError(
      missing ? `There is no file ${file}.` : `${file} cannot be read: ${messageOf(error)}.`,
      {
        hint: 'Check its name and the folder that you are in.',
        cause: error,
      },
    );
  }
}
