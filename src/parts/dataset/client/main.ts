import { startSql } from './sql.ts';

startSql();
