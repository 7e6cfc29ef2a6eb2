import { startFauxqs } from 'fauxqs';

// An SQS server of its own process; says on a line where it is.
const { port } = await startFauxqs({ port: 0, logger: false });
console.log(`http://127.0.0.1:${port}`);
