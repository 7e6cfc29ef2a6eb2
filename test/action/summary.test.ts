import { describe, expect, it } from 'vitest';
import { code, table, text } from '../../src/action/markdown.ts';
import type { Result } from '../../src/action/result.ts';
import { hideSecrets } from '../../src/action/secrets.ts';
import { summaryMarkdown } from '../../src/action/summary.ts';
import type { Report } from '../../src/build/report.ts';

const report: Report = {
  spec: 's3://specs/shop/spec.json',
  name: 'shop',
  title: 'The shop',
  version: '1.0.0',
  content: 'c'.repeat(64),
  status: 'published',
  output: 's3://out/shop/1.0.0/',
  manifest: 's3://out/shop/1.0.0/manifest.json',
  targets: ['windows-x64', 'linux-x64'],
  executables: ['windows-x64.exe', 'linux-x64'].map((end, index) => ({
    target: end.replace('.exe', ''),
    file: `shop-1.0.0-${end}`,
    address: `s3://out/shop/1.0.0/shop-1.0.0-${end}`,
    size: 100_000_000 + index * 8_000_000,
    sha256: String(index).repeat(64),
    uploaded: true,
  })),
  sources: { count: 51, bytes: 12_345_678, downloaded: 0, list: [] },
  images: [
    { set: 'products', pictures: 48, bytesBefore: 9_000_000, bytes: 1_000_000, nearDuplicates: 0, bad: [] },
  ],
  tables: [{ name: 'sales', rows: 100_000, columns: 8, cleaned: null }],
  files: [{ set: 'manuals', files: 3, bytes: 2345 }],
  data: null,
  forms: [],
  worked: { pictures: 2, tables: false, forms: 0 },
  parts: ['gallery', 'dataset', 'files'],
  warnings: ['There is no "strip" here.'],
  stages: [
    { stage: 'plan', ms: 820, detail: '51 sources, for windows-x64 and linux-x64' },
    { stage: 'process', ms: 12_345, detail: '48 pictures, 2 tables' },
    { stage: 'pack', ms: 0, skipped: 'the same content is published already' },
  ],
};

describe('the summary', () => {
  it('says what was built, from what, how to get it, and how long it took', () => {
    expect(`\n${summaryMarkdown([report], { limit: 1e6 })}`).toMatchInlineSnapshot(`
      "
      ## The shop 1.0.0

      **✅ Published** to \`s3://out/shop/1.0.0/\`, from \`s3://specs/shop/spec.json\`, 51 sources of 12.3 MB.

      | For | Executable | Size | SHA-256 |
      | --- | --- | ---: | --- |
      | windows-x64 | \`shop-1.0.0-windows-x64.exe\` | 100 MB | \`0000000000000000000000000000000000000000000000000000000000000000\` |
      | linux-x64 | \`shop-1.0.0-linux-x64\` | 108 MB | \`1111111111111111111111111111111111111111111111111111111111111111\` |

      ### Inside

      - \`products\`: 48 pictures, 9 MB before, 1 MB now
      - \`sales\`: a table, 100,000 rows of 8 columns
      - \`manuals\`: 3 files, 2.3 kB

      Out of the cache, processed before: 46 pictures and 1 table.

      ### Download

      \`\`\`sh
      aws s3 cp s3://out/shop/1.0.0/shop-1.0.0-windows-x64.exe .
      aws s3 cp s3://out/shop/1.0.0/shop-1.0.0-linux-x64 .
      chmod +x shop-1.0.0-linux-x64
      \`\`\`

      \`s3://out/shop/1.0.0/index.html\` is a page to download from; \`checksums.txt\` beside it is for \`sha256sum -c\`.

      ### Warnings

      - ⚠️ There is no "strip" here.

      <details><summary>Time: 13.2 s</summary>

      | Stage | Time |  |
      | --- | ---: | --- |
      | plan | 820 ms | 51 sources, for windows-x64 and linux-x64 |
      | process | 12.3 s | 48 pictures, 2 tables |
      | pack | – | skipped: the same content is published already |

      </details>
      "
    `);
  });

  it('of several specs begins with all of them in one table', () => {
    const results: Result[] = [
      { ...report, status: 'unchanged' },
      {
        spec: 'specs/bad.json',
        status: 'failed',
        error: 'The spec has 1 problem.',
        problems: [
          {
            file: 'specs/bad.json',
            line: 3,
            column: 5,
            pointer: '/targets/0',
            message: 'This value is not one of those allowed.',
            found: '"linux"',
            allowed: '"windows-x64", "linux-x64"',
          },
        ],
      },
      { spec: 'specs/old.json', status: 'untouched' },
    ];
    const markdown = summaryMarkdown(results, { limit: 1e6 });
    expect(`\n${markdown.slice(0, markdown.indexOf('## The shop'))}`).toMatchInlineSnapshot(`
      "
      | Spec | Result | Version |
      | --- | --- | --- |
      | \`s3://specs/shop/spec.json\` | ✅ Unchanged | 1.0.0 |
      | \`specs/bad.json\` | ❌ Failed |  |
      | \`specs/old.json\` | ➖ Not touched |  |

      "
    `);
    expect(`\n${markdown.slice(markdown.indexOf('## `specs'))}`).toMatchInlineSnapshot(`
      "
      ## \`specs/bad.json\`

      **❌ Failed.** The spec has 1 problem.

      - Line 3, column 5, \`/targets/0\`: This value is not one of those allowed. Found: \`"linux"\`. Allowed: "windows-x64", "linux-x64".

      Not touched by this change, and so not built: \`specs/old.json\`.
      "
    `);
  });

  it('names the folder where the output is one', () => {
    const markdown = summaryMarkdown([{ ...report, output: '/srv/out/shop/1.0.0/' }], { limit: 1e6 });
    expect(markdown).toContain('The files are in `/srv/out/shop/1.0.0/`;');
    expect(markdown).not.toContain('aws s3 cp');
  });

  it('quotes what a shell would take apart', () => {
    const address = "s3://out/it's here/shop 1.exe";
    const executables = report.executables.slice(0, 1).map((one) => ({ ...one, address }));
    const markdown = summaryMarkdown([{ ...report, executables }], {
      limit: 1e6,
      endpointUrl: 'http://localhost:9000',
    });
    expect(markdown).toContain(
      "aws s3 cp 's3://out/it'\\''s here/shop 1.exe' . --endpoint-url http://localhost:9000\n",
    );
  });

  it('stays below the limit, whole block by whole block, and says that it is cut', () => {
    const many = Array.from({ length: 3000 }, (_, index): Result => ({ ...report, name: `shop${index}` }));
    const markdown = summaryMarkdown(many, { limit: 1_000_000 });
    expect(Buffer.byteLength(markdown)).toBeLessThan(1_000_000);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(990_000);
    expect(markdown.split('<details>')).toHaveLength(markdown.split('</details>').length);
    expect(markdown.split('```').length % 2).toBe(1);
    expect(
      markdown.endsWith('*The rest is left out here: GitHub limits the length. The log has all of it.*\n'),
    ).toBe(true);
  });
});

describe('Markdown', () => {
  it('text means nothing but itself', () => {
    expect(text('a|b *c* <b> & `d` [e](f)\ng')).toBe('a\\|b \\*c\\* &lt;b> &amp; \\`d\\` \\[e\\](f)<br>g');
  });

  it('code takes as many backticks as it needs', () => {
    expect(code('a`b')).toBe('``a`b``');
    expect(code('`a``')).toBe('``` `a`` ```');
  });

  it('a cell stays one', () => {
    expect(table(['A', '>B'], [[code('x|y'), text('p|q')]])).toBe(
      '| A | B |\n| --- | ---: |\n| `x\\|y` | p\\|q |',
    );
  });
});

describe('secrets', () => {
  it('are out of every text', () => {
    const secrets = ['s3cr$t', 'other'];
    expect(hideSecrets({ a: ['x s3cr$t y', 1, null], b: { c: 'other, another' } }, secrets)).toEqual({
      a: ['x *** y', 1, null],
      b: { c: '***, an***' },
    });
  });
});

it('shows where the pictures of forms are, and what is to be looked at', () => {
  const data = 's3://out/shop/1.0.0/data/forms/';
  const form: Report['forms'][number] = {
    name: 'sign-up',
    pages: 1,
    fields: 3,
    kinds: [
      { kind: 'text', fields: 2 },
      { kind: 'date', fields: 1 },
    ],
    found: true,
    doubtful: [
      { id: 'text', label: '', kind: 'text', page: 1 },
      { id: 'born', label: 'Born *', kind: 'date', page: 1 },
    ],
    sketches: [['  [1 Name___]', '  [2 ```bold]']],
    pictures: [`${data}sign-up-1.png`],
    layout: `${data}sign-up.layout.json`,
  };
  const forms = [form, { ...form, name: 'other', found: false, doubtful: [], sketches: [] }];
  const markdown = summaryMarkdown([{ ...report, forms }], { limit: 1e6 });
  expect(markdown).toContain('- `sign-up`: 1 page, 3 fields: 2 text, 1 date\n');
  expect(markdown).toContain(
    [
      '### Forms',
      '',
      `- \`sign-up\`, the fields that were found: page 1: \`${data}sign-up-1.png\`; \`${data}sign-up.layout.json\``,
      '  - 2 fields to check: text (text), "Born \\*" (date)',
      '  - To mend it, copy sign-up.layout.json beside the spec, name it there as "layout", and run: holdall form edit sign-up.layout.json',
      ...['', '```text', '  [1 Name___]', "  [2 '''bold]", '```', ''],
      `- \`other\`, its fields as the layout has them: page 1: \`${data}sign-up-1.png\`; \`${data}sign-up.layout.json\``,
    ].join('\n'),
  );
  expect(markdown).toContain('Out of the cache, processed before: 46 pictures, 1 table and 2 forms.');
});
