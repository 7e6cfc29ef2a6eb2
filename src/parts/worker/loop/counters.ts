/** What a worker counts, from its start on. */
export interface Counts {
  received: number;
  /** Jobs that were done; those that were refused; those that nobody can do. */
  done: number;
  refused: number;
  dead: number;
  /** Deliveries of what had been answered already. */
  repeats: number;
  /** Deliveries of what another was at work on. */
  busy: number;
  retries: number;
  /** Messages that were handed to another, for this worker was too slow to keep them. */
  lost: number;
  /** Answers to a queue that is not there any more. */
  undeliverable: number;
  /** Messages that were given back without an answer. */
  givenBack: number;
  /** Failures of the queues, the ledger or the bucket, after all tries. */
  faults: number;
}

export interface Counters {
  readonly counts: Counts;
  /** Notes how long a job took from its receipt to its answer, in milliseconds. */
  took(ms: number): void;
  /** The text for Prometheus. */
  metrics(now: { inFlight: number; oldestMs: number }): string;
}

/** In seconds, as Prometheus has it. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

const HELP: Record<keyof Counts, string> = {
  received: 'Messages received.',
  done: 'Jobs done.',
  refused: 'Jobs that were answered with an error, for they cannot succeed.',
  dead: 'Jobs that went to the dead letters.',
  repeats: 'Deliveries of jobs that had been answered already.',
  busy: 'Deliveries of jobs that another worker was at work on.',
  retries: 'Jobs that were put off to be tried again.',
  lost: 'Messages whose lease ran out.',
  undeliverable: 'Answers to queues that are not there any more.',
  givenBack: 'Messages given back without an answer.',
  faults: 'Failures of queues, ledger or bucket after all tries.',
};

/** Counters that all stand at 0. */
export function startCounters(): Counters {
  const names = Object.keys(HELP) as (keyof Counts)[];
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<keyof Counts, number>;
  const buckets = BOUNDS.map(() => 0);
  let sum = 0;
  let count = 0;
  return {
    counts,
    took(ms) {
      sum += ms / 1000;
      count++;
      const place = BOUNDS.findIndex((bound) => ms / 1000 <= bound);
      if (place >= 0) buckets[place] = (buckets[place] ?? 0) + 1;
    },
    metrics({ inFlight, oldestMs }) {
      const lines = names.flatMap((name) => {
        const metric = `worker_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`;
        return [`# HELP ${metric} ${HELP[name]}`, `# TYPE ${metric} counter`, `${metric} ${counts[name]}`];
      });
      lines.push('# HELP worker_in_flight Messages in hand.', '# TYPE worker_in_flight gauge');
      lines.push(`worker_in_flight ${inFlight}`);
      lines.push('# HELP worker_oldest_seconds For how long the oldest message has been in hand.');
      lines.push('# TYPE worker_oldest_seconds gauge', `worker_oldest_seconds ${oldestMs / 1000}`);
      lines.push('# HELP worker_job_seconds From receipt to answer.', '# TYPE worker_job_seconds histogram');
      let upTo = 0;
      for (const [place, bound] of BOUNDS.entries()) {
        upTo += buckets[place] ?? 0;
        lines.push(`worker_job_seconds_bucket{le="${bound}"} ${upTo}`);
      }
      lines.push(`worker_job_seconds_bucket{le="+Inf"} ${count}`);
      lines.push(`worker_job_seconds_sum ${sum}`, `worker_job_seconds_count ${count}`, '');
      return lines.join('\n');
    },
  };
}
