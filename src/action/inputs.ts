import { getInput } from '@actions/core';
import { UserError } from '../base/error.ts';
import { whyUnsafeName } from '../base/names.ts';
import { didYouMean } from '../base/nearest.ts';
import { parseLimits } from '../image/set-options.ts';
import { type TargetName, targetNames } from '../spec/targets.ts';
import { checkFolderOrS3, isS3Address, parseS3Address, splitAddress } from '../store/address.ts';

/** An input of the action: what `action.yml` says of it, and how its text is read. */
interface Input {
  kind: keyof typeof kinds;
  description: string;
  required?: true;
  default?: string;
  /** A default that the runner works out, as `action.yml` has it. */
  expression?: string;
}

/** How each kind of input is read. A value that does not fit throws a `UserError` that says what is allowed. */
const kinds = {
  text: (text: string) => text,
  boolean: (text: string) => {
    if (/^(true|True|TRUE)$/.test(text)) return true;
    if (/^(false|False|FALSE)$/.test(text)) return false;
    throw new UserError(`"${text}" is neither true nor false.`);
  },
  count: (text: string) => {
    if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
    throw new UserError(`"${text}" is no whole number from 1 to 9999.`);
  },
  limits: parseLimits,
  level: (text: string) => {
    if (text === 'error' || text === 'warning') return text;
    throw new UserError(`"${text}" is neither error nor warning.`);
  },
  url: (text: string) => {
    if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
    throw new UserError(`"${text}" is not a URL: write it with its scheme, such as https://s3.example.com.`);
  },
  version: (text: string) => {
    const why = whyUnsafeName(text);
    if (why === undefined) return text;
    throw new UserError(`"${text}" ${why}: a version becomes a folder's and a file's name.`);
  },
  store: (text: string) => {
    checkFolderOrS3(text);
    if (isS3Address(text)) parseS3Address(text);
    return text;
  },
  targets: (text: string) => splitList(text).map(target),
  specs: (text: string) => {
    const specs = splitList(text);
    for (const spec of specs) splitAddress(spec);
    return specs;
  },
};

/** Every input there is. `action.yml` and the documentation say the same: a test compares them. */
export const inputTable = {
  spec: {
    kind: 'specs',
    required: true,
    description:
      'What to build: an s3:// address, or a path or glob in the checkout. Several: one a line, or separated by commas.',
  },
  output: {
    kind: 'store',
    description: "The output store, an s3:// address or a folder, instead of the spec's publish.to.",
  },
  targets: {
    kind: 'targets',
    description: `What to build for, instead of the spec's targets: ${targetNames.join(', ')}.`,
  },
  version: {
    kind: 'version',
    description: "The version, instead of the spec's or the tag's.",
  },
  'endpoint-url': {
    kind: 'url',
    description: 'The URL of an S3-compatible server. Without it: AWS_ENDPOINT_URL, or AWS itself.',
  },
  'path-style': {
    kind: 'boolean',
    description:
      'Whether buckets are addressed as ENDPOINT/BUCKET, not as BUCKET.ENDPOINT. Without it: true when there is an endpoint.',
  },
  region: {
    kind: 'text',
    description: "The buckets' region. Without it: AWS_REGION.",
  },
  cache: {
    kind: 'store',
    description:
      "Where results are kept between runs, a folder or an s3:// address. Without it: a folder of the runner's tool cache.",
  },
  concurrency: {
    kind: 'count',
    description: 'How many pictures and files at once. Without it: one for each processor.',
  },
  'image-limits': {
    kind: 'limits',
    description:
      "The most that a picture may be, such as megapixels=50,frames=100,seconds=30,megabytes=1024. Lower ones of the spec hold. Without it: the spec's.",
  },
  'dry-run': {
    kind: 'boolean',
    default: 'false',
    description: 'Plan only: say what would be built from what, and touch nothing.',
  },
  'changed-only': {
    kind: 'boolean',
    default: 'false',
    description:
      'Of the specs in the checkout, build only those that this push or pull request touched. Needs github-token.',
  },
  comment: {
    kind: 'boolean',
    default: 'false',
    description: 'Keep one comment on the pull request up to date with the summary. Needs github-token.',
  },
  'github-token': {
    kind: 'text',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the runner's template, not ours
    expression: '${{ github.token }}',
    description: 'For changed-only (contents: read) and comment (pull-requests: write).',
  },
  'fail-on': {
    kind: 'level',
    default: 'error',
    description: 'What fails the step when all is done: error, or warning for warnings too.',
  },
  summary: {
    kind: 'boolean',
    default: 'true',
    description: 'Write the job summary.',
  },
} as const satisfies Record<string, Input>;

type Table = typeof inputTable;
type Value<Of extends Input> =
  | ReturnType<(typeof kinds)[Of['kind']]>
  | (Of extends { required: true } | { default: string } ? never : undefined);

/** The inputs of this run by their names; undefined where one is neither given nor has a default. */
export type Inputs = { [Name in keyof Table]: Value<Table[Name]> };

/** Reads and checks all inputs. Throws one `UserError` with everything that is wrong with them. */
export function readInputs(): Inputs {
  const problems: string[] = [];
  const read = (name: string, input: Input) => {
    const text = getInput(name) || input.default;
    if (!text) {
      if (input.required) problems.push(`Input "${name}" is missing. ${input.description}`);
      return undefined;
    }
    try {
      return kinds[input.kind](text);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push([`Input "${name}": ${error.message}`, error.hint].filter(Boolean).join(' '));
      return undefined;
    }
  };
  const values = Object.entries(inputTable).map(([name, input]) => [name, read(name, input)]);
  if (problems.length > 0) throw new UserError(problems.join('\n'), { exitCode: 2 });
  // Each value came out of the parser that `Inputs` takes its type from.
  return Object.fromEntries(values) as Inputs;
}

function target(text: string): TargetName {
  const found = targetNames.find((name) => name === text);
  if (found) return found;
  throw new UserError(`"${text}" is no target.`, {
    hint: `${didYouMean(text, targetNames)} Allowed: ${targetNames.join(', ')}.`,
  });
}

/** The entries of a list, one a line or separated by commas; a comma within braces belongs to a glob. */
function splitList(text: string): string[] {
  let depth = 0;
  const marked = text.replace(/[{},\n]/g, (char) => {
    if (char === '{') depth++;
    if (char === '}') depth--;
    return char === ',' && depth <= 0 ? '\n' : char;
  });
  return marked
    .split('\n')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
