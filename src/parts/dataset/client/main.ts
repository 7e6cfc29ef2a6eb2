import { startExplorer } from './explorer.ts';

startExplorer();
