/** What reads, writes and corrects workbooks: larger than all else of the part, and seldom needed. */
export { checkFile } from '../check/check.ts';
export { correctedWorkbook } from '../check/corrected.ts';
export { workbook } from '../export/xlsx.ts';
