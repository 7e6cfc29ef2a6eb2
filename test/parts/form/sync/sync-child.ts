import { openAnswers } from '../../../../src/parts/form/answers/open.ts';
import { openSync } from '../../../../src/parts/form/sync/sync.ts';

// Sends what waits, and says each time how much it has sent.
const [answersFile = '', file = '', to = ''] = process.argv.slice(2);
const answers = openAnswers(answersFile);
const sync = openSync({ to, file, answers: () => answers, by: { app: 'office', version: '1.0.0' } });
const sent = await sync.send({ onSent: (count) => process.stdout.write(`${count}\n`) });
process.stdout.write(`sent ${sent}\n`);
await sync.close();
answers.close();
