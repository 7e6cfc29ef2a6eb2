/** Papers that forms are printed on, in points. */
const papers = [
  { width: 595.28, height: 841.89 },
  { width: 612, height: 792 },
  { width: 841.89, height: 1190.55 },
];

/** The paper of a page, in points: A4, Letter or twice A4 by its proportion, lying or standing; else 200 pixels are an inch. */
export function paperOf({ width, height }: { width: number; height: number }): {
  width: number;
  height: number;
} {
  const scale = 72 / 200;
  const proportion = Math.max(width, height) / Math.min(width, height);
  const [paper] = papers
    .filter((one) => Math.abs(proportion / (one.height / one.width) - 1) < 0.02)
    // A3 has the proportion of A4: then the size says which it is.
    .sort(
      (a, b) => distance(a, Math.max(width, height) * scale) - distance(b, Math.max(width, height) * scale),
    );
  if (!paper) return { width: width * scale, height: height * scale };
  return width > height ? { width: paper.height, height: paper.width } : paper;
}

function distance({ height }: { height: number }, long: number): number {
  return Math.abs(Math.log(height / long));
}
