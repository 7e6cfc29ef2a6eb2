/**
 * The picture stage of a build, without the stages around it: plan and fetch come before the clock.
 *
 *     node bench/images-stage.ts SPEC CONCURRENCY
 *
 * Prints JSON: milliseconds, those of all cores, how many pictures, their packed bytes.
 */
import { fetch } from '../src/build/fetch.ts';
import { withJob } from '../src/build/job.ts';
import { plan } from '../src/build/plan.ts';
import { process as processStage } from '../src/build/process.ts';
import { imageEngine } from '../src/image/engine.ts';

const [spec = '', concurrency = ''] = process.argv.slice(2);

await withJob(
  { spec, concurrency: Number(concurrency) },
  { progress: () => {}, warn: (text) => console.error(text) },
  async (job) => {
    const made = await plan(job);
    const fetched = await fetch(job, made);
    // As the bare script has it by then.
    await imageEngine();
    const start = performance.now();
    const cpuBefore = process.cpuUsage();
    const { images, worked } = await processStage(job, made, fetched);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpuMs = (user + system) / 1000;
    const pictures = images.flatMap((set) => set.pictures);
    const bytes = pictures.reduce((sum, { size }) => sum + size, 0);
    console.log(JSON.stringify({ ms, cpuMs, pictures: worked.pictures, bytes }));
  },
);
