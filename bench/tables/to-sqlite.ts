/** A table to statistics and a SQLite file, as a build does it. `FILE OUT` */
import { buildTables } from '../../src/table/build.ts';

const [, , file = '', out = ''] = process.argv;
await buildTables([{ name: 'sales', files: [{ file, source: file }], options: {} }], out);
