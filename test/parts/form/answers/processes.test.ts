import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openAnswers } from '../../../../src/parts/form/answers/open.ts';
import { tempFolder } from '../../../support/temp.ts';

/** A process that adds answers: the lines that it has said. */
function start(...args: string[]) {
  const program = join(import.meta.dirname, 'answers-child.ts');
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => said.push(line));
  const closed = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  return { child, said, closed, lines };
}

describe('answers of several processes', () => {
  it('each have a number of their own', async () => {
    const file = join(tempFolder(), 'answers.sqlite');
    const processes = ['a', 'b', 'c'].map((name) => start(file, name, '100'));
    await Promise.all(processes.map(({ closed }) => closed));
    const numbers = processes.flatMap(({ said }) => said.map((line) => Number(line.split(' ')[0])));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    const answers = openAnswers(file);
    expect(answers.count('visit').answers).toBe(300);
    answers.close();
  });

  it('are all there that were said to be, whenever the process is killed', async () => {
    const file = join(tempFolder(), 'answers.sqlite');
    for (const wanted of [1, 7, 40]) {
      const { child, said, closed, lines } = start(file, `run ${wanted}`);
      while (said.length < wanted) await once(lines, 'line');
      child.kill('SIGKILL');
      await closed;
      const answers = openAnswers(file);
      for (const line of said) {
        const [number, id = '', place] = line.split(' ');
        const answer = answers.get(id);
        expect(answer).toMatchObject({ number: Number(number), values: { place: Number(place) } });
        expect(answers.history(id)).toHaveLength(Number(place) % 3 === 0 ? 2 : 1);
        expect(answer?.version).toBe(Number(place) % 3 === 0 ? 2 : 1);
      }
      const numbers = [...answers.all('visit')].map((answer) => answer.number);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      answers.close();
    }
  });
});
