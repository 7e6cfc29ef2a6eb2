const WIDTH = 120;
const HEIGHT = 32;

/** A chart of the size of a word: counts alone, as one shape, as wide as its place. */
export function Spark({ counts, label }: { counts: readonly number[]; label: string }) {
  const most = Math.max(1, ...counts);
  const step = WIDTH / Math.max(1, counts.length);
  const gap = step > 3 ? 0.8 : 0;
  const path = counts
    .map((count, index) => {
      if (count === 0) return '';
      const tall = round(Math.max(1, (count / most) * HEIGHT));
      return `M${round(index * step)} ${HEIGHT}v-${tall}h${round(step - gap)}v${tall}z`;
    })
    .join('');
  return (
    <svg
      class="spark"
      role="img"
      aria-label={label}
      width="100%"
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <title>{label}</title>
      <path d={path} />
    </svg>
  );
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
