import { openAnswers } from '../../../../src/parts/form/answers/open.ts';

/** Adds answers until it is killed, and says the id of each once it is on the disk. */
const [file = '', name = '', count = '0'] = process.argv.slice(2);
const answers = openAnswers(file);
for (let place = 0; count === '0' || place < Number(count); place++) {
  const added = answers.add('visit', { name, place });
  const { id, number } = place % 3 === 0 ? answers.change(added.id, 1, { name, place, more: 'x' }) : added;
  await answers.synced();
  process.stdout.write(`${number} ${id} ${place}\n`);
}
answers.close();
