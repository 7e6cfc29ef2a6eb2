import { UserError } from '../base/error.ts';
import { didYouMean } from '../base/nearest.ts';
import { type TargetName, targetNames } from '../spec/targets.ts';

/** How the text of an input is read. */
type Kind = 'text' | 'list' | 'flag' | 'number' | 'targets' | 'level';

/** Every input, by the name that it has in `action.yml`, in the README and in the code. */
export const inputTable = {
  spec: {
    kind: 'list',
    required: true,
    description: 'An s3:// address, a path or a glob in the checkout. Several: one a line, or with commas.',
  },
  output: {
    kind: 'text',
    description: "The output store, instead of the spec's publish.to: an s3:// address or a folder.",
  },
  targets: {
    kind: 'targets',
    description: "What to build for, instead of the spec's targets: windows-x64, linux-x64, linux-arm64.",
  },
  version: {
    kind: 'text',
    description: "The version, instead of the spec's, the git tag's or the content's.",
  },
  'endpoint-url': { kind: 'text', description: 'The address of an S3-compatible server, if it is not AWS.' },
  'path-style': {
    kind: 'flag',
    description:
      'true: ENDPOINT/BUCKET, false: BUCKET.ENDPOINT. Default: true when there is an endpoint-url.',
  },
  region: { kind: 'text', description: "The buckets' region. Default: AWS_REGION." },
  cache: {
    kind: 'text',
    description:
      "A store for results, kept between runs: an s3:// address or a folder. Default: a folder in the runner's tool cache.",
  },
  concurrency: {
    kind: 'number',
    description: 'How many pictures and files are worked on at once. Default: one for each processor.',
  },
  'dry-run': {
    kind: 'flag',
    default: 'false',
    description: 'true: say what would be built, and touch nothing.',
  },
  'changed-only': {
    kind: 'flag',
    default: 'false',
    description: 'true: build just the specs of the checkout that this push or pull request touched.',
  },
  comment: {
    kind: 'flag',
    default: 'false',
    description: 'true: keep one comment on the pull request up to date with the summary.',
  },
  'github-token': { kind: 'text', description: 'For changed-only and comment, usually github.token.' },
  'fail-on': {
    kind: 'level',
    default: 'error',
    description: 'error, or warning: whether warnings fail the step too.',
  },
  summary: { kind: 'flag', default: 'true', description: 'true: write the job summary.' },
} as const satisfies Record<
  string,
  { kind: Kind; description: string; required?: boolean; default?: string }
>;

export type InputName = keyof typeof inputTable;

interface Values {
  text: string;
  list: string[];
  flag: boolean;
  number: number;
  targets: TargetName[];
  level: 'error' | 'warning';
}

/** The inputs as they were given; what was left out and has no default is undefined. */
export type Inputs = {
  [Name in InputName]: (typeof inputTable)[Name] extends { required: true } | { default: string }
    ? Values[(typeof inputTable)[Name]['kind']]
    : Values[(typeof inputTable)[Name]['kind']] | undefined;
};

/**
 * Reads all inputs. Throws one `UserError` that names every wrong value and what is allowed.
 * @param get the text of an input, empty when it was not given
 */
export function readInputs(get: (name: InputName) => string): Inputs {
  const problems: string[] = [];
  const values = Object.entries(inputTable).map(([name, input]) => {
    const text = get(name as InputName).trim() || ('default' in input ? input.default : '');
    if (text === '') {
      if ('required' in input) problems.push(`The input "${name}" is missing. ${input.description}`);
      return [name, undefined];
    }
    const parsed = parsers[input.kind](text);
    if (typeof parsed === 'object' && 'wrong' in parsed)
      problems.push(`The input "${name}" is ${JSON.stringify(text)}, and has to be ${parsed.wrong}.`);
    return [name, parsed];
  });
  if (problems.length > 0) throw new UserError(problems.join('\n'), { exitCode: 2 });
  // Each value was made by the parser of its own kind.
  return Object.fromEntries(values) as Inputs;
}

const parsers: { [K in Kind]: (text: string) => Values[K] | { wrong: string } } = {
  text: (text) => text,
  list: splitList,
  flag: (text) => (/^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : { wrong: 'true or false' }),
  number: (text) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : { wrong: 'a whole number from 1 to 9999' }),
  targets(text) {
    const names = splitList(text);
    const unknown = names.find((name) => !isTarget(name));
    if (unknown === undefined) return names.filter(isTarget);
    const hint = didYouMean(unknown, targetNames) ?? '';
    return {
      wrong: `a list of ${targetNames.join(', ')}. ${hint.startsWith('Did') ? hint : ''}`
        .trim()
        .replace(/[.?]$/, ''),
    };
  },
  level: (text) => (text === 'error' || text === 'warning' ? text : { wrong: '"error" or "warning"' }),
};

function splitList(text: string): string[] {
  // A comma may stand inside the braces of a glob.
  return text
    .split(/\n|,(?![^{]*\})/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function isTarget(name: string): name is TargetName {
  return targetNames.some((target) => target === name);
}
