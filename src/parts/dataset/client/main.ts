import { startExplorer } from './explorer.ts';
import { startSql } from './sql.ts';

startExplorer();
startSql();
