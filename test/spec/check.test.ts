import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSpec } from '../../src/spec/check.ts';
import { formatProblem } from '../../src/spec/problem.ts';

/** What `holdall check` prints of a text. */
function problemsOf(text: string): string[] {
  const checked = checkSpec(text, 'spec.json');
  return 'problems' in checked ? checked.problems.map(formatProblem) : [];
}

/** A spec that is right but for what is added. */
const withAdded = (added: string) =>
  `{ "name": "shop", "images": { "products": { "from": "*.png" } }${added && `, ${added}`} }`;

describe('a right spec', () => {
  it('needs a name and one source', () => {
    expect(problemsOf(withAdded(''))).toEqual([]);
    expect(
      problemsOf('{ "name": "a", "tables": { "t": { "from": ["a.csv", "s3://bucket/b.csv"] } } }'),
    ).toEqual([]);
  });

  it('may have comments, trailing commas and a byte order mark', () => {
    expect(
      problemsOf(`\uFEFF// what\n{ /* why */ "name": "a", "files": { "f": { "from": "x/**", }, }, }`),
    ).toEqual([]);
  });
});

describe('a problem deep inside', () => {
  it('says what is allowed there', () => {
    const steps = '"steps": [{ "resize": { "width": 0 } }, { "rotate": { "angle": 400 } }, {}]';
    const problems = problemsOf(`{ "name": "a", "images": { "p": { "from": "x", ${steps} } } }`);
    expect(problems[0]).toContain(
      'This number is too small. Found: 0. Allowed: a whole number from 1 to 16384.',
    );
    expect(problems[1]).toContain('Found: 400. Allowed: a number from -360 to 360.');
    expect(problems[2]).toContain('A step says what to do');
  });
});

describe('every problem is told with its place, what was found and what is allowed', () => {
  it.each([
    ['', ['spec.json:1:1: This is not JSON: a value is missing.']],
    ['[1]', ['spec.json:1:1: This value is of the wrong type. Found: [1]. Allowed: an object with']],
    ['{ "name": "a",\n "files": {,} }', ['spec.json:2:12: This is not JSON: a value is missing.']],
    ["{ 'name': 1 }", ['spec.json:1:3: This is not JSON: a word stands here that is no JSON value']],
    [
      '{}',
      [
        'spec.json:1:1: "name" is missing. Allowed: a text. (/name)',
        'spec.json:1:1: This spec names nothing to pack',
      ],
    ],
    [withAdded('"titel": 1'), ['"titel" is no key here. Did you mean "title"? (/titel)']],
    [withAdded('"title": ""'), ['This is empty. Found: "". Allowed: a text that is not empty. (/title)']],
    [
      withAdded('"title": 5'),
      ['This value is of the wrong type. Found: 5. Allowed: a text that is not empty.'],
    ],
    [
      withAdded('"targets": ["linux-x46"]'),
      [
        'Did you mean "linux-x64"? Found: "linux-x46". Allowed: "windows-x64", "linux-x64", "linux-arm64". (/targets/0)',
      ],
    ],
    [withAdded('"name": "b"'), ['"name" stands here a second time, after line 1: keep one of them. (/name)']],
    [
      withAdded('"tables": { "1a": { "from": 5 } }'),
      ['"1a" cannot be a name. Allowed: a letter, then letters', 'This value does not fit. Found: 5.'],
    ],
    [
      withAdded('"parts": { "gallery": { "images": ["product"] } }'),
      [
        '"product" is not among the spec\'s images. Did you mean "products"? Found: "product". (/parts/gallery/images/0)',
      ],
    ],
    [
      withAdded('"parts": { "dataset": { "tables": ["t"] } }'),
      ['"t" is not among the spec\'s tables. The spec has no "tables".'],
    ],
    [
      '{ "name": "a", "images": { "p": { "from": "x", "steps": [{ "resize": { "width": 8, "fitt": "cover" } }] } } }',
      ['"fitt" is no key here. Did you mean "fit"? (/images/p/steps/0/resize/fitt)'],
    ],
    [
      '{ "name": "a", "images": { "p": { "from": "x", "steps": [{ "encode": { "format": "webp", "quality": 101 } }] } } }',
      [
        'This number is too large. Found: 101. Allowed: a whole number from 1 to 100. (/images/p/steps/0/encode/quality)',
      ],
    ],
  ])('%s', (text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(expected.length);
    for (const [index, part] of expected.entries()) expect(problems[index]).toContain(part);
  });

  it.each([
    ['a/b', 'has a slash'],
    ['a\\\\b', 'has a slash'],
    ['..', 'means a folder'],
    ['', 'is empty'],
    ['con', 'is reserved by Windows'],
    ['LPT1.txt', 'is reserved by Windows'],
    ['a:b', 'has a character that file names cannot have on Windows'],
    ['name.', 'ends in a dot or a space'],
    ['x'.repeat(121), 'is longer than 120 bytes'],
  ])('the name %j', (name, why) => {
    const [problem] = problemsOf(`{\n  "name": "${name}", "files": { "f": { "from": "x" } } }`);
    expect(problem).toContain(`spec.json:2:11: This name ${why}`);
  });

  it('all at once, in the order of their places', () => {
    const problems = problemsOf(`{
  "name": "aux",
  "titel": "x",
  "images": { "pics": { "from": [], "steps": [{ "resize": { "width": 0 } }] } },
  "parts": { "galery": {}, "gallery": { "images": ["pic"] } }
}`);
    expect(problems.map((problem) => problem.split(':')[1])).toEqual(['2', '3', '4', '4', '5', '5']);
  });
});

describe('any text', () => {
  it('gives a spec or problems that stand in it, and never throws', () => {
    const json = fc.json({ maxDepth: 4 });
    const keys = fc.constantFrom(
      'name',
      'images',
      'tables',
      'files',
      'parts',
      'targets',
      'from',
      'steps',
      '__proto__',
    );
    const spec = fc
      .dictionary(keys, fc.jsonValue({ maxDepth: 3 }))
      .map((value) => JSON.stringify(value, null, 1));
    fc.assert(
      fc.property(fc.oneof(json, spec, fc.string()), (text) => {
        const checked = checkSpec(text, 'spec.json');
        if (!('problems' in checked)) return;
        const lines = text.split(/\r\n|\n|\r/);
        expect(checked.problems.length).toBeGreaterThan(0);
        for (const { line, column, message } of checked.problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 2);
          expect(message).toMatch(/[.?]$/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its places when comments and blanks are put in', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\n', '  ', '/* \n */', '// x\n'), { maxLength: 8 }), (blanks) => {
        const before = `{ "name": "a", ${blanks.join('')}`;
        const [problem] = problemsOf(`${before}"nope": 1, "files": { "f": { "from": "x" } } }`);
        const lines = before.split('\n');
        expect(problem).toContain(
          `spec.json:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}: "nope" is no key here.`,
        );
      }),
    );
  });
});
