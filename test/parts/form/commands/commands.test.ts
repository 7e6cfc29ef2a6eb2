import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '../../../../src/parts/form/answers/open.ts';
import { packForms } from '../../../support/form-app.ts';
import { startS3, testEnvironment } from '../../../support/s3.ts';
import { runApp } from '../../../support/sample-app.ts';
import { tempFolder } from '../../../support/temp.ts';

const folder = tempFolder();
const file = join(folder, 'app');
const data = join(folder, 'data');
const registration = ['--form', 'registration'];

beforeAll(async () => {
  await packForms(file, (spec) => ({ ...spec, answers: { to: 's3://answers/office/' } }));
  const answers = openAnswers(join(data, 'forms', 'answers.sqlite'));
  const { id } = answers.add('registration', { name: 'Zoë', born: '1990-12-31', income: 12.5 });
  answers.add('registration', { name: 'Bo', code: '01234' });
  answers.change(id, 1, { name: 'Zoë Ek', born: '1990-12-31', income: 12.5 });
  answers.close();
}, 60_000);

const run = (...args: string[]) =>
  runApp(file, ['form', ...args], {
    cwd: folder,
    env: { HOLDALL_CACHE: join(folder, 'cache'), HOLDALL_DATA: data },
  });
const out = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(...args);
  expect([args, code, stderr]).toEqual([args, 0, '']);
  return stdout;
};
const failed = async (...args: string[]) => {
  const { code, stderr } = await run(...args);
  return [code, stderr.trim()];
};

describe('form list and show', () => {
  it('read the folder that --data names, before the command or behind it', async () => {
    const other = join(folder, 'other');
    const answers = openAnswers(join(other, 'forms', 'answers.sqlite'));
    answers.add('registration', { name: 'Elsewhere' });
    answers.close();
    expect(await out('list', ...registration, '--data', other)).toContain('Elsewhere');
    const before = await runApp(file, ['--data', other, 'form', 'list', ...registration], {
      env: { HOLDALL_CACHE: join(folder, 'cache'), HOLDALL_DATA: data },
    });
    expect(before.stdout).toContain('Elsewhere');
    expect(await out('list', ...registration)).not.toContain('Elsewhere');
  });

  it('say in their help what they write in a pipe', async () => {
    for (const [name, format] of [
      ['list', 'ndjson'],
      ['show', 'json'],
      ['import', 'json'],
      ['sync', 'json'],
    ] as const)
      expect((await out(name, '--help')).replace(/\s+/g, ' ')).toContain(
        `table on a terminal, ${format} in a pipe`,
      );
  });

  it('and export tell what an answer has in fields that the form has no more', async () => {
    const other = join(folder, 'former');
    const answers = openAnswers(join(other, 'forms', 'answers.sqlite'));
    answers.add('registration', { name: 'Zoë', fax: '08 123' });
    answers.close();
    const at = [...registration, '--data', other];
    expect(await out('show', '1', ...at, '--format', 'table')).toMatch(/fax +08 123/);
    const [head = '', row = ''] = (await out('export', ...at)).split('\r\n');
    expect([head.split(',').at(-2), row.split(',').at(-2)]).toEqual(['fax', '08 123']);
  });

  it('say of an answer that it was deleted, and name a folder that is not there', async () => {
    const other = join(folder, 'deleted');
    const answers = openAnswers(join(other, 'forms', 'answers.sqlite'));
    const { id } = answers.add('registration', { name: 'Zoë' });
    answers.remove(id, 1);
    answers.close();
    expect(await out('show', '1', ...registration, '--data', other, '--format', 'table')).toMatch(
      /\nDeleted +\d{4}-/,
    );
    expect(await failed('export', ...registration, '--to', join(folder, 'nowhere', 'a.csv'))).toEqual([
      1,
      `error: There is no folder ${join(folder, 'nowhere')}. Make it, or name another one.`,
    ]);
  });

  it('tell the answers, to people and to programs', async () => {
    const lines = (await out('list', ...registration))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ number, version }) => [number, version])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(await out('list', ...registration, '--format', 'table', '--search', 'zoe')).toMatch(
      /^Number {2}Handed in +Name +Born on .*\n +1 {2}\d{4}-.* Zoë Ek +31 December 1990/,
    );
    expect(await out('show', '1', ...registration, '--format', 'table')).toContain(
      'Born on    31 December 1990',
    );
    expect(JSON.parse(await out('show', '1', ...registration))).toMatchObject({ values: { name: 'Zoë Ek' } });
    expect(JSON.parse(await out('show', '1', '--history', '--json', ...registration))).toMatchObject([
      { version: 1, done: 'added' },
      { version: 2, done: 'changed' },
    ]);
    expect(await out('list', '--form', 'note')).toBe('');
  });

  it('say what is wrong with the question', async () => {
    expect(await failed('list')).toEqual([
      2,
      expect.stringContaining('There are several forms. Say which one: --form registration or --form note.'),
    ]);
    expect(await failed('list', '--form', 'registraton')).toEqual([
      2,
      expect.stringContaining('There is no form "registraton". Did you mean "registration"?'),
    ]);
    expect(await failed('show', '9', ...registration)).toEqual([
      1,
      expect.stringContaining('The form "registration" has no answer 9.'),
    ]);
  });
});

describe('form export and print', () => {
  it('write files, and replace none unless told to', async () => {
    expect(await out('export', '--to', 'all.xlsx', ...registration)).toBe('Wrote 2 answers to all.xlsx.\n');
    const { sheets } = await readXlsx(readFileSync(join(folder, 'all.xlsx')));
    expect(sheets[0]?.rows[1]?.slice(2, 4)).toEqual(['Zoë Ek', new Date('1990-12-31T00:00:00Z')]);
    expect(await failed('export', '--to', 'all.xlsx', ...registration)).toEqual([
      1,
      expect.stringContaining('all.xlsx is there already.'),
    ]);
    expect(await out('export', ...registration)).toMatch(/^Number,Handed in,Name,/);
    expect(await out('print', '1', '--to', 'one.pdf', ...registration)).toBe('Wrote one.pdf.\n');
    expect(String(readFileSync(join(folder, 'one.pdf')).subarray(0, 5))).toBe('%PDF-');
    expect(await out('print', '1', '--to', 'one.png', ...registration)).toBe('Wrote one-1.png, one-2.png.\n');
    expect(await out('print', '--to', 'empty.pdf', '--form', 'note')).toBe('Wrote empty.pdf.\n');
    expect(await failed('print', '1', '--to', 'one.gif', ...registration)).toEqual([
      2,
      expect.stringContaining('A form is printed as .pdf or .png, not as "one.gif".'),
    ]);
  });
});

describe('form check and import', () => {
  const text = 'Name;Born on;Income\nAda;1/2/1990;3,5\nBob;31/02/1990;4\n';

  it('find what is wrong, mend what is certain, and take the rest', async () => {
    writeFileSync(join(folder, 'people.csv'), text);
    const { code, stdout } = await run(
      'check',
      'people.csv',
      '--to',
      'corrected.xlsx',
      '--json',
      ...registration,
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 2,
      accepted: 1,
      problems: [{ row: 3, column: 'B', value: '31/02/1990' }],
      changes: [{ row: 2, column: 'C', before: '3,5', after: 3.5 }],
    });
    expect(existsSync(join(folder, 'corrected.xlsx'))).toBe(true);
    expect(await failed('import', 'people.csv', ...registration)).toEqual([
      1,
      expect.stringContaining('In 1 row of people.csv something is wrong, and nothing was added.'),
    ]);
    const args = ['import', 'people.csv', '--accepted-only', '--json', ...registration];
    expect(JSON.parse(await out(...args))).toMatchObject({ added: [3], refused: 1 });
    expect(JSON.parse(await out(...args))).toMatchObject({ added: [], known: 1 });
    expect(await failed('import', 'none.csv', ...registration)).toEqual([
      1,
      expect.stringContaining('There is no file none.csv.'),
    ]);
  });
});

describe('form sync', () => {
  it('sends what waits, and says what and why', async () => {
    const s3 = await startS3({ buckets: ['answers'], setEnv: false });
    try {
      const sync = (args: string[], env: Record<string, string>) =>
        runApp(file, ['form', 'sync', ...args], { cwd: folder, env: { HOLDALL_DATA: data, ...env } });
      const away = await sync(['--check'], testEnvironment('http://127.0.0.1:9'));
      expect(away.code).toBe(1);
      expect(away.stderr).toContain('nothing answers at http://127.0.0.1:9');
      expect(JSON.parse(away.stdout)).toMatchObject({ to: 's3://answers/office/', sent: 0 });
      const { waiting } = JSON.parse(away.stdout);
      const there = await sync(['--format', 'table'], s3.env);
      expect([there.stderr, there.code]).toEqual(['', 0]);
      expect(there.stdout).toBe(
        `Sent ${waiting} versions to s3://answers/office/.\nNothing waits to be sent.\n`,
      );
      expect(await s3.keys('answers')).toHaveLength(waiting);
    } finally {
      await s3.stop();
    }
  }, 60_000);
});
