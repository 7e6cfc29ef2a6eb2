import { type Context, Hono } from 'hono';
import { type Answer, ChangedMeanwhile, type Draft } from '../answers/answers.ts';
import { valuesOf } from '../fields/check.ts';
import { inputsOf } from '../fields/inputs.ts';
import type { Values } from '../fields/values.ts';
import type { Form } from '../forms.ts';
import { ConflictPage } from './conflict.tsx';
import { FillPage, type FillProps } from './fill-page.tsx';
import { sheetStyle } from './sheets.tsx';
import { answerOf, formOf, idOrNew, lead, readerOf, type Sent, type Site, sentOf, show } from './site.ts';
import { unseenIn } from './texts.ts';
import { isView, viewOf } from './view.ts';

/** Filling in a form, and changing an answer: `/form/NAME/new`, `/form/NAME/N/edit`. */
export function fillRoutes(site: Site): Hono {
  return new Hono()
    .get('/:form/new', (c) => begin(site, c, formOf(site, c)))
    .post('/:form/new', (c) => handIn(site, c, formOf(site, c)))
    .get('/:form/:number{[0-9]+}/edit', (c) => {
      const form = formOf(site, c);
      const answer = answerOf(site, c, form);
      return answer.deleted ? lead(c, `${form.address}/${answer.number}`) : begin(site, c, form, answer);
    })
    .post('/:form/:number{[0-9]+}/edit', (c) => {
      const form = formOf(site, c);
      return handIn(site, c, form, answerOf(site, c, form));
    });
}

/** The page to type in, with the draft that the address names. */
function begin(site: Site, c: Context, form: Form, answer?: Answer): Response {
  const asked = c.req.query('draft');
  const kept = site.desk.kept();
  const found = asked === undefined ? undefined : kept?.draft(asked);
  // That of another form or answer would become a wrong answer here.
  const isOther = found && (found.form !== form.name || found.of?.answer !== answer?.id);
  const draft = isOther ? undefined : found;
  // Who comes back to a page that was handed in begins another draft: of that one nothing is kept any more.
  const isUsed = isOther || (asked !== undefined && kept?.isHandedIn(asked));
  const reader = readerOf(site, c);
  const usual = answer ? inputsOf(form.layout(), answer.values, reader) : {};
  return fillPage(site, c, {
    form,
    reader,
    id: isUsed ? crypto.randomUUID() : idOrNew(asked),
    inputs: draft?.inputs ?? usual,
    of: answer && { answer, version: draft?.of?.version ?? answer.version },
  });
}

async function handIn(site: Site, c: Context, form: Form, answer?: Answer): Promise<Response> {
  const sent = await sentOf(c, form);
  const id = idOrNew(sent.said(':id'));
  // Without a version nobody knows what was read: it is not taken for the newest.
  const of = answer && { answer, version: Number(sent.said(':version')) || 0 };
  const answers = site.desk.answers();
  const back = answer ? `${form.address}/${answer.number}` : `${form.address}/`;
  const [what = '', which] = sent.said(':do').split('-');
  const handed = { form, id, sent, of, isSure: what === 'anyway' || what === 'over' };
  if (what === 'discard') {
    answers.dropDraft(id);
    return lead(c, back);
  }
  const view = what === 'view' ? isView(which) : undefined;
  if (what === 'keep' || view) {
    answers.keepDraft(draftOf(handed));
    await answers.synced();
    if (!view) return lead(c, `${form.address}/`);
    return lead(c, `${answer ? `${back}/edit` : `${form.address}/new`}?draft=${id}&view=${view}`);
  }
  return keepAnswer(site, c, handed);
}

interface HandedIn {
  form: Form;
  id: string;
  sent: Sent;
  of: FillProps['of'];
  /** Whether it is kept although another one has the same values. */
  isSure: boolean;
}

function draftOf({ form, id, sent, of }: HandedIn): Omit<Draft, 'changed'> {
  return {
    id,
    form: form.name,
    inputs: sent.inputs,
    ...(of && { of: { answer: of.answer.id, version: of.version } }),
  };
}

async function keepAnswer(site: Site, c: Context, handed: HandedIn): Promise<Response> {
  const { form, id, sent, of, isSure } = handed;
  const reader = readerOf(site, c);
  const answers = site.desk.answers();
  const { inputs } = sent;
  const { values: typed, errors } = valuesOf(form.layout(), inputs, reader);
  const again = { form, reader, id, inputs, of };
  answers.keepDraft(draftOf(handed));
  if (errors.length > 0) return fillPage(site, c, { ...again, errors }, 422);
  if (Object.keys(typed).length === 0) return fillPage(site, c, { ...again, isEmpty: true }, 422);
  const values = of ? { ...unseenIn(form, of.answer.values), ...typed } : typed;
  const lead303 = async (answer: Answer, done: string) => {
    await answers.synced();
    return lead(c, `${form.address}/${answer.number}?done=${done}`);
  };

  if (!of) {
    const known = answers.get(id);
    if (known) {
      // Handed in already, by a second click or by somebody who went on with the same draft.
      return isSame(answers.same(form.name, values), known)
        ? lead303(known, 'added')
        : conflictPage(site, c, { ...handed, id: crypto.randomUUID() }, known, values);
    }
    const same = answers.same(form.name, values);
    if (same.length > 0 && !isSure) return fillPage(site, c, { ...again, same }, 409);
    return lead303(answers.add(form.name, values, { id }), 'added');
  }
  const all = answers.same(form.name, values);
  if (isSame(all, of.answer) && of.answer.version === of.version) {
    answers.dropDraft(id);
    return lead303(of.answer, 'unchanged');
  }
  const same = all.filter((one) => one.id !== of.answer.id);
  if (same.length > 0 && !isSure) return fillPage(site, c, { ...again, same }, 409);
  try {
    return await lead303(answers.change(of.answer.id, of.version, values, { draft: id }), 'changed');
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return conflictPage(site, c, handed, error.now, values);
    throw error;
  }
}

const isSame = (all: readonly Answer[], one: Answer): boolean => all.some(({ id }) => id === one.id);

function fillPage(site: Site, c: Context, props: Omit<FillProps, 'view'>, status = 200): Response {
  const { form, reader, of } = props;
  const view = viewOf(c);
  return show(site, c, {
    title: of ? reader.text.form.fill.editing(String(of.answer.number)) : form.title,
    body: <FillPage {...props} view={view} />,
    ...(view === 'page' && { style: sheetStyle(form, reader) }),
    status,
  });
}

function conflictPage(site: Site, c: Context, handed: HandedIn, now: Answer, mine: Values): Response {
  const reader = readerOf(site, c);
  const { form, id, sent } = handed;
  return show(site, c, {
    title: reader.text.form.conflict.title(String(now.number)),
    body: <ConflictPage form={form} reader={reader} id={id} inputs={sent.inputs} now={now} mine={mine} />,
    status: 409,
  });
}
