import { formatBytes, formatCount } from '../base/format.ts';
import { explainSystemError } from '../base/system-error.ts';
import { fetch } from './fetch.ts';
import type { BadPicture } from './images/process.ts';
import { type Job, withJob } from './job.ts';
import { gather, pack } from './pack.ts';
import { plan as makePlan, tryOutput } from './plan.ts';
import { process } from './process.ts';
import { compare, mendLatest, publish } from './publish.ts';
import { type Outcome, type Report, report } from './report.ts';
import type { BuildRequest, Observer, StageName } from './request.ts';
import { verify } from './verify.ts';

/**
 * The assembly line: a spec in, executables published, and a report of it. Throws a `UserError` for
 * what the user can mend, with nothing published and nothing half-made left.
 */
export async function build(request: BuildRequest, observer: Observer = {}): Promise<Report> {
  const line = watch(observer);
  try {
    return await withJob(request, line, (job) => assemble(job, line));
  } catch (error) {
    // What an abort broke off is told as what the abort was for.
    request.signal?.throwIfAborted();
    throw explainSystemError(error);
  }
}

async function assemble(job: Job, { stage, skip, outcome }: Line): Promise<Report> {
  const plan = await stage(
    'plan',
    async () => {
      const made = await makePlan(job);
      if (!job.request.dryRun) await tryOutput(job, made);
      return made;
    },
    ({ sources, targets }) => `${formatCount(sources.length, 'source')}, for ${targets.join(' and ')}`,
  );
  const so: Outcome = { ...outcome, plan };
  if (job.request.dryRun) return report(so);

  const fetched = await stage(
    'fetch',
    () => fetch(job, plan),
    ({ sources, downloaded }) =>
      downloaded > 0
        ? `${formatBytes(downloaded)} downloaded`
        : `${formatCount(sources.length, 'source')}, none downloaded`,
  );
  const processed = await stage('process', () => process(job, plan, fetched), describeWork);
  const contents = await gather(plan, fetched, processed, job.request.commit);
  const release = await compare(job, plan, contents, processed.data);

  if (release.published && release.missing.length === 0 && release.missingData.length === 0) {
    const mended = await mendLatest(job, plan, contents, release);
    for (const name of ['pack', 'verify', 'publish'] as const)
      skip(name, 'the same content is published already');
    const uploaded = mended ? ['latest.json'] : [];
    return report({ ...so, fetched, processed, contents, release, publication: release.published, uploaded });
  }
  const executables = await stage(
    'pack',
    () => pack(job, plan, fetched, contents, release.missing),
    (made) => formatCount(made.length, 'executable'),
  );
  const verified = await stage(
    'verify',
    () => verify(job, executables),
    (all) => all.map(({ target, ran }) => `${target} ${ran ? 'read back and run' : 'read back'}`).join(', '),
  );
  const publication = await stage(
    'publish',
    () => publish(job, plan, fetched, contents, release, verified),
    () => plan.output.addressOf(release.folder),
  );
  const uploaded = [
    ...verified.map(({ fileName }) => fileName),
    ...release.missingData.map(({ path }) => `data/${path}`),
  ];
  return report({ ...so, fetched, processed, contents, release, publication, uploaded });
}

const isLeftOut = ({ outcome }: BadPicture) => outcome === 'left out';

function describeWork({ images, tables, forms, worked }: Awaited<ReturnType<typeof process>>): string {
  const bad = images.reduce((count, set) => count + set.bad.length, 0);
  const left = images.reduce((count, set) => count + set.bad.filter(isLeftOut).length, 0);
  const pictures = images.reduce((count, set) => count + set.pictures.length, 0);
  const cached = pictures + left - worked.pictures;
  const fields = forms.reduce((count, { layout }) => count + layout.fields.length, 0);
  const formsCached = forms.length - worked.forms;
  return (
    [
      pictures > 0 ? `${formatCount(pictures, 'picture')}${cached ? ` (${cached} from the cache)` : ''}` : '',
      bad > 0 ? `${bad} that could not be processed` : '',
      tables.length > 0
        ? `${formatCount(tables.length, 'table')}${worked.tables ? '' : ' (from the cache)'}`
        : '',
      forms.length > 0
        ? `${formatCount(forms.length, 'form')} with ${formatCount(fields, 'field')}${formsCached ? ` (${formsCached} from the cache)` : ''}`
        : '',
    ]
      .filter(Boolean)
      .join(', ') || 'nothing to process'
  );
}

interface Line extends Pick<Job, 'progress' | 'warn'> {
  outcome: Pick<Outcome, 'uploaded' | 'warnings' | 'stages'>;
  stage<T>(name: StageName, run: () => Promise<T>, detail: (result: T) => string): Promise<T>;
  skip(name: StageName, why: string): void;
}

/** Times the stages, tells the observer, and keeps what the report will say of them. */
function watch(observer: Observer): Line {
  const outcome: Line['outcome'] = { uploaded: [], warnings: [], stages: [] };
  let current: StageName = 'plan';
  return {
    outcome,
    progress: (text) => observer.progress?.(current, text),
    warn(text) {
      outcome.warnings.push(text);
      observer.warning?.(text);
    },
    async stage(name, run, detail) {
      current = name;
      observer.stageStarted?.(name);
      const start = performance.now();
      const result = await run();
      const end = { ms: Math.round(performance.now() - start), detail: detail(result) };
      outcome.stages.push({ stage: name, ...end });
      observer.stageEnded?.(name, end);
      return result;
    },
    skip(name, skipped) {
      outcome.stages.push({ stage: name, ms: 0, skipped });
      observer.stageEnded?.(name, { ms: 0, skipped });
    },
  };
}
