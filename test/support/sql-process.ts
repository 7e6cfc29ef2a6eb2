import { serveSql } from '../../src/parts/dataset/sql/serve.ts';

// What the packed app's hidden command does, from the sources.
serveSql(process.argv[2] ?? '');
