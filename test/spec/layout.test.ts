import { describe, expect, it } from 'vitest';
import { checkSpec } from '../../src/spec/check.ts';
import { checkLayout, checkPositions } from '../../src/spec/layout.ts';
import { formatProblem } from '../../src/spec/problem.ts';

const box = { x: 0.1, y: 0.1, width: 0.3, height: 0.05 };
const field = { id: 'surname', label: 'Surname', kind: 'text', page: 1, box, order: 0, confidence: 1 };
const layout = (...fields: object[]) => ({ pages: [{ width: 1654, height: 2339 }], fields });

/** What is said of a layout, each problem a line. */
function problemsOf(value: object | string): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  const checked = checkLayout(text, 'a.layout.json');
  return 'problems' in checked ? checked.problems.map(formatProblem) : [];
}

describe('a layout', () => {
  it('that is right is given back', () => {
    expect(checkLayout(JSON.stringify(layout(field)), 'a.layout.json')).toEqual({ layout: layout(field) });
  });

  it.each([
    ['{ "pages": [', ['a.layout.json:1:13: This is not JSON: a closing bracket ] is missing.']],
    [
      layout({ ...field, kind: 'telefone' }),
      ['This value is not one of those allowed. Did you mean "telephone"? Found: "telefone".'],
    ],
    [
      layout({ ...field, lable: 'x', box: { ...box, x: 2 } }),
      [
        'This number is too large. Found: 2. Allowed: a number from 0 to 1. (/fields/0/box/x)',
        '"lable" is no key here. Did you mean "label"? (/fields/0/lable)',
      ],
    ],
    [layout(), ['This is empty. Found: []. Allowed: a list of an object with']],
    [
      layout(field, { ...field, page: 3, order: 1 }),
      [
        'Field 1 has the id "surname" already: give each an id of its own. Found: "surname". (/fields/1/id)',
        'There is no page 3: this layout has 1. Name one of them. Found: 3. (/fields/1/page)',
      ],
    ],
    [layout({ ...field, pattern: '[a' }), ['This is no regular expression: ']],
    [
      layout(
        { ...field, kind: 'choice' },
        { ...field, id: 'b', kind: 'comb' },
        { ...field, id: 'c', kind: 'table' },
      ),
      ['A choice needs "options"', 'A comb needs "length"', 'A table needs "columns" and "rows"'],
    ],
  ])('%j', (value, messages) => {
    const problems = problemsOf(value);
    expect(problems).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) expect(problems[index]).toContain(message);
  });

  it('is told with its line', () => {
    const text = JSON.stringify(layout({ ...field, page: 2 }), null, 1);
    const line = text.split('\n').findIndex((one) => one.includes('"page": 2')) + 1;
    expect(problemsOf(text)[0]).toMatch(new RegExp(`^a\\.layout\\.json:${line}:\\d+: There is no page 2`));
  });
});

it('positions are told in the same way', () => {
  const page = {
    width: 10,
    height: 10,
    places: [{ box: { ...box, width: -1 }, shape: 'text', confidence: 1 }],
  };
  const checked = checkPositions(JSON.stringify({ pages: [page] }), 'positions.json');
  expect('problems' in checked ? checked.problems.map(formatProblem) : []).toEqual([
    expect.stringContaining(
      'positions.json:1:77: This number is too small. Found: -1. Allowed: a number of at least 0. (/pages/0/places/0/box/width)',
    ),
  ]);
});

describe('forms in a spec', () => {
  const problems = (text: string) => {
    const checked = checkSpec(text, 'spec.json');
    return 'problems' in checked ? checked.problems.map(formatProblem) : [];
  };
  const spec = (form: object, more: object = {}) =>
    JSON.stringify({ name: 'club', forms: { registration: { from: 'a.jpg', ...form } }, ...more });

  it('are all that a spec needs', () => {
    expect(problems(spec({}))).toEqual([]);
    expect(
      problems(
        spec(
          {
            from: ['a.jpg', 'b.pdf'],
            layout: 'a.json',
            language: ['eng', 'fra'],
            rectify: 'none',
            title: 'Sign up',
          },
          { parts: { form: { forms: ['registration'], answers: { to: 's3://answers/club/' } } } },
        ),
      ),
    ).toEqual([]);
  });

  it.each([
    [
      spec({ language: ['en'] }),
      'Did you mean "eng"? Found: "en". Allowed: "eng", "fra", "deu". (/forms/registration/language/0)',
    ],
    [spec({ rectify: 'no' }), 'Found: "no". Allowed: "auto", "none". (/forms/registration/rectify)'],
    [spec({ form: 1 }), '"form" is no key here. Did you mean "from"?'],
    [spec({ from: [] }), 'This is empty. Found: [].'],
    [
      spec({}, { parts: { form: { forms: ['registrations'] } } }),
      '"registrations" is not among the spec\'s forms. Did you mean "registration"? Found: "registrations". (/parts/form/forms/0)',
    ],
    [
      spec({}, { parts: { form: { answers: { to: 'answers/' } } } }),
      '"answers/" is no bucket. Write s3://BUCKET/ or s3://BUCKET/PREFIX/.',
    ],
    [
      '{ "name": "x", "forms": {} }',
      'This spec names nothing to pack: give it "images", "tables", "files" or "forms"',
    ],
    ['{ "name": "x", "parts": { "form": {} } }', 'This spec names nothing to pack'],
    [
      '{ "name": "x", "forms": { "1": { "from": "a.jpg", "x": 1 } } }',
      '"1" cannot be a name. Allowed: a letter',
    ],
  ])('%s', (text, message) => {
    expect(problems(text).join('\n')).toContain(message);
  });
});
