import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, type Answers, ChangedMeanwhile } from '../../../../src/parts/form/answers/answers.ts';
import { openAnswers } from '../../../../src/parts/form/answers/open.ts';
import type { Values } from '../../../../src/parts/form/fields/values.ts';
import { tempFolder } from '../../../support/temp.ts';

const opened: Answers[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

function open(file = join(tempFolder(), 'a', 'answers.sqlite')): Answers {
  const answers = openAnswers(file);
  opened.push(answers);
  return answers;
}

describe('answers', () => {
  it('are numbered for each form, and read again after a restart', async () => {
    const file = join(tempFolder(), 'answers.sqlite');
    const first = open(file);
    const one = first.add('visit', { name: 'Ada', born: '1815-12-10' });
    first.add('other', { name: 'Ada' });
    const two = first.add(
      'visit',
      {
        name: 'Émile',
        lines: [
          ['a', ''],
          ['', 'b'],
        ],
      },
      { done: 'imported' },
    );
    await first.synced();
    first.close();
    opened.pop();
    const again = open(file);
    expect([one.number, two.number, one.version]).toEqual([1, 2, 1]);
    expect(again.get(two.id)).toEqual(two);
    expect(again.byNumber('visit', 1)).toEqual(one);
    expect(again.byNumber('visit', 3)).toBeUndefined();
    expect(again.history(two.id)).toEqual([
      { version: 1, values: two.values, at: two.created, done: 'imported' },
    ]);
    expect([...again.all('visit')]).toEqual([one, two]);
  });

  it('are added once, whoever asks twice', () => {
    const answers = open();
    const id = randomUUID();
    answers.keepDraft({ id, form: 'visit', inputs: { name: 'A' } });
    const first = answers.add('visit', { name: 'A' }, { id });
    expect(answers.add('visit', { name: 'B' }, { id })).toEqual(first);
    expect(answers.list('visit').total).toBe(1);
    expect(answers.draft(id)).toBeUndefined();
    // A keystroke that was late on its way.
    answers.keepDraft({ id, form: 'visit', inputs: { name: 'AB' } });
    expect(answers.drafts('visit')).toEqual([]);
  });

  it('tell which fields have something in them', () => {
    const answers = open();
    answers.add('visit', { name: 'A', fax: '1' });
    answers.add('visit', { name: 'B', born: '1990-12-31' });
    const { id } = answers.add('visit', { gone: true });
    answers.remove(id, 1);
    answers.add('other', { else: 'C' });
    expect(answers.fieldIds('visit')).toEqual(['born', 'fax', 'name']);
  });

  it('refuse a change of an old version, and keep both', () => {
    const answers = open();
    const { id } = answers.add('visit', { name: 'A' });
    const draft = randomUUID();
    const mine = answers.change(id, 1, { name: 'B' }, { draft });
    expect(() => answers.change(id, 1, { name: 'C' })).toThrow(
      'Answer 1 was changed meanwhile: it is of version 2 now.',
    );
    expect(() => answers.remove(id, 1)).toThrow(ChangedMeanwhile);
    expect(answers.change(id, 1, { name: 'B' }, { draft })).toEqual(mine);
    expect(() => answers.change(id, 1, { name: 'C' }, { draft })).toThrow(ChangedMeanwhile);
    expect(answers.history(id).map(({ values, done }) => [values, done])).toEqual([
      [{ name: 'A' }, 'added'],
      [{ name: 'B' }, 'changed'],
    ]);
    expect(() => answers.change(randomUUID(), 1, {})).toThrow(/^There is no answer with the id/);
  });

  it('are deleted and brought back, and never lose their number', () => {
    const answers = open();
    const { id } = answers.add('visit', { name: 'A' });
    const gone = answers.remove(id, 1);
    expect(gone.deleted).toBe(gone.changed);
    expect(answers.list('visit').total).toBe(0);
    expect(answers.list('visit', { deleted: true }).answers).toEqual([gone]);
    expect(answers.same('visit', { name: 'A' })).toEqual([]);
    expect(answers.add('visit', { name: 'B' }).number).toBe(2);
    expect(answers.remove(id, 2)).toEqual(gone);
    const back = answers.restore(id, 2);
    expect(back).toMatchObject({ number: 1, version: 3, values: { name: 'A' } });
    expect('deleted' in back).toBe(false);
    answers.remove(id, 3);
    expect('deleted' in answers.change(id, 4, { name: 'C' })).toBe(false);
  });

  it('find words whatever their case and accents, numbers and days as people write them', () => {
    const answers = open();
    answers.add('visit', { name: 'Émile ZOLA', born: '1840-04-02', size: 1.5, yes: true });
    answers.add('visit', { name: '100% _x_', rows: [['Ærø', 'b']] });
    const found = (search: string) => answers.list('visit', { search }).answers.map(({ number }) => number);
    expect(found('emile zola')).toEqual([1]);
    expect(found('ZÓLA')).toEqual([1]);
    expect(found('02/04/1840')).toEqual([1]);
    expect(found('1,5')).toEqual([1]);
    expect(found('%')).toEqual([2]);
    expect(found('ærø _')).toEqual([2]);
    expect(found('true')).toEqual([]);
    expect(found(' ')).toEqual([2, 1]);
  });

  it('with the same values are found, in whatever order they stand', () => {
    const answers = open();
    const { id } = answers.add('visit', { a: '1', b: ['x', 'y'] });
    expect(answers.same('visit', { b: ['x', 'y'], a: '1' }).map((one) => one.id)).toEqual([id]);
    expect(answers.same('visit', { b: ['y', 'x'], a: '1' })).toEqual([]);
    expect(answers.same('other', { a: '1', b: ['x', 'y'] })).toEqual([]);
    expect(answers.same('visit', { a: '1', b: ['x', 'y'] }, id)).toEqual([]);
  });

  it('keep drafts, the newest first', () => {
    const answers = open();
    const of = { answer: randomUUID(), version: 3 };
    const [first, second] = [randomUUID(), randomUUID()];
    answers.keepDraft({ id: first, form: 'visit', inputs: { name: 'A' } });
    answers.keepDraft({ id: second, form: 'visit', inputs: { name: 'B' }, of });
    answers.keepDraft({ id: second, form: 'visit', inputs: { name: 'Bc', 'tick.0': 'on' }, of });
    expect(answers.draft(second)).toMatchObject({ inputs: { name: 'Bc', 'tick.0': 'on' }, of });
    expect(answers.count('visit')).toEqual({ answers: 0, drafts: 2 });
    answers.dropDraft(second);
    expect(answers.drafts('visit').map(({ id }) => id)).toEqual([first]);
  });

  it('tell each version until it is sent', () => {
    const answers = open();
    const { id } = answers.add('visit', { name: 'A' });
    answers.change(id, 1, { name: 'B' });
    answers.remove(id, 2);
    const all = answers.unsent(10);
    expect(all.map(({ version, values, done }) => [version, values, done])).toEqual([
      [1, { name: 'A' }, 'added'],
      [2, { name: 'B' }, 'changed'],
      [3, { name: 'B' }, 'deleted'],
    ]);
    expect(all[1]?.deleted).toBeUndefined();
    expect(all[2]).toMatchObject({ id, number: 1, deleted: all[2]?.changed });
    answers.markSent(id, 2);
    expect(answers.unsent(1).map(({ version }) => version)).toEqual([1]);
    expect(answers.countUnsent()).toBe(2);
  });

  it('refuse the file of another version of the program', () => {
    const file = join(tempFolder(), 'answers.sqlite');
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openAnswers(file)).toThrow(/was written by another version of this program/);
  });
});

describe('answers against a model', () => {
  const values = fc.dictionary(
    fc.constantFrom('a', 'b', '__proto__', 'toString'),
    fc.oneof(fc.string(), fc.integer(), fc.constant(true), fc.array(fc.string(), { minLength: 1 })),
    { maxKeys: 3 },
  );
  const step = fc.oneof(
    fc.record({ do: fc.constant('add' as const), values }),
    fc.record({
      do: fc.constantFrom('change' as const, 'remove' as const, 'restore' as const),
      which: fc.nat(5),
      version: fc.integer({ min: 1, max: 4 }),
      values,
    }),
  );

  it('hold all that was ever said, and refuse what is old', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const answers = open();
        const model: Answer[] = [];
        const history = new Map<string, Values[]>();
        for (const one of steps) {
          if (one.do === 'add') {
            const answer = answers.add('f', one.values);
            model.push(answer);
            history.set(answer.id, [one.values]);
            continue;
          }
          const at = one.which % Math.max(1, model.length);
          const now = model[at];
          if (!now) continue;
          const act = () =>
            one.do === 'change'
              ? answers.change(now.id, one.version, one.values)
              : answers[one.do](now.id, one.version);
          if (one.version !== now.version) {
            expect(act).toThrow(ChangedMeanwhile);
            continue;
          }
          const changed = act();
          const isNew = one.do === 'change' || (one.do === 'remove') === (now.deleted === undefined);
          expect(changed.version).toBe(now.version + (isNew ? 1 : 0));
          expect(changed.values).toEqual(one.do === 'change' ? one.values : now.values);
          if (isNew) history.get(now.id)?.push(changed.values);
          model[at] = changed;
        }
        const there = model.filter(({ deleted }) => deleted === undefined);
        expect([...answers.all('f')]).toEqual(there);
        expect(answers.list('f', { limit: 2 }).answers).toEqual(there.toReversed().slice(0, 2));
        expect(answers.list('f', { deleted: true }).total).toBe(model.length - there.length);
        for (const answer of model) {
          expect(answers.get(answer.id)).toEqual(answer);
          expect(answers.history(answer.id).map((version) => version.values)).toEqual(history.get(answer.id));
        }
        expect(model.map(({ number }) => number)).toEqual(model.map((_, index) => index + 1));
        expect(answers.countUnsent()).toBe([...history.values()].flat().length);
        opened.pop()?.close();
      }),
      { numRuns: 60 },
    );
  });
});
