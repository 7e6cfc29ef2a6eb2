/**
 * Which of the places on an axis to label, by their index: those whose numbers are multiples of the
 * first step that leaves at most so many.
 */
export function labelled(numbers: readonly number[], steps: readonly number[], most: number): number[] {
  for (const step of [...steps, numbers.length]) {
    const found = [...numbers.keys()].filter((index) => (numbers[index] ?? 0) % step === 0);
    if (found.length <= most) return found.length > 0 ? found : [0];
  }
  return [0];
}
