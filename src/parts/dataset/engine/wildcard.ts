/** What a pattern is made of: any run of characters, or one character that the function accepts. */
type Step = 'run' | ((character: string) => boolean);

const anyone = (): boolean => true;

/**
 * LIKE of SQL: `%` is any run of characters, `_` is one, and the rest is itself, whatever its case (in
 * all alphabets, where SQLite's own knows A to Z only).
 */
export function like(pattern: string): (text: string) => boolean {
  const steps = [...pattern.toLowerCase()].map((character): Step => {
    if (character === '%') return 'run';
    return character === '_' ? anyone : (other) => other === character;
  });
  return (text) => matches(steps, [...text.toLowerCase()]);
}

/**
 * GLOB of SQLite: `*` is any run of characters, `?` is one, `[a-z]` one of these, `[^a-z]` one but these,
 * and the rest is itself, its case too. In brackets `]` is itself when it is first. A bracket that is
 * not closed matches nothing.
 */
export function glob(pattern: string): (text: string) => boolean {
  const steps = globSteps([...pattern]);
  return (text) => steps !== undefined && matches(steps, [...text]);
}

function globSteps(pattern: string[]): Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '*') steps.push('run');
    else if (character === '?') steps.push(anyone);
    else if (character === '[') {
      const negated = pattern[at + 1] === '^';
      const start = at + (negated ? 2 : 1);
      const end = pattern.indexOf(']', start + 1);
      if (end < 0) return undefined;
      const inside = oneOf(pattern.slice(start, end));
      steps.push((other) => inside(other) !== negated);
      at = end;
    } else steps.push((other) => other === character);
  }
  return steps;
}

/** Whether a character is in a list with ranges such as `a-z`, by code point. */
function oneOf(list: string[]): (character: string) => boolean {
  const ranges: [number, number][] = [];
  for (let at = 0; at < list.length; at++) {
    const first = codePoint(list[at]);
    const literal = at === 0 && list[at] === ']';
    if (!literal && list[at + 1] === '-' && at + 2 < list.length) {
      // As SQLite has it, the first of a range counts even where the last comes before it: `[c-a]`.
      ranges.push([first, Math.max(first, codePoint(list[at + 2]))]);
      at += 2;
    } else ranges.push([first, first]);
  }
  return (character) => {
    const point = codePoint(character);
    return ranges.some(([first, last]) => point >= first && point <= last);
  };
}

function codePoint(character = ''): number {
  return character.codePointAt(0) ?? -1;
}

/**
 * Whether a text is what the steps say. Goes back to the last run only, for what an earlier one could
 * take the last can take as well: so it takes at most steps times characters, whatever the pattern.
 */
function matches(steps: Step[], text: string[]): boolean {
  let step = 0;
  let at = 0;
  let back: { step: number; at: number } | undefined;
  while (at < text.length) {
    const next = steps[step];
    if (next === 'run') {
      step++;
      back = { step, at };
    } else if (next?.(text[at] ?? '')) {
      step++;
      at++;
    } else if (back) {
      back.at++;
      step = back.step;
      at = back.at;
    } else return false;
  }
  while (steps[step] === 'run') step++;
  return step === steps.length;
}
