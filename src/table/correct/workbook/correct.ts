import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { TableFile } from '../../raw.ts';
import { damaged } from '../../workbook/fault.ts';
import { readWorkbookSheets, type WorkbookSheets } from '../../workbook/sheets.ts';
import { openWorkbookZip } from '../../workbook/zip.ts';
import type { Mark } from '../mark.ts';
import { addNotes } from '../notes/parts.ts';
import { markLog, sortNotes } from '../report/log.ts';
import { correctionsSheet, type ReportContext, rejectsSheet, reportStyles } from '../report/sheets.ts';
import { type ReportWords, tableWords } from '../report/words.ts';
import { columnNumber } from '../sheet/cell.ts';
import { patchSheet } from '../sheet/patch.ts';
import { type Dialect, dialectOf } from '../xml/dialect.ts';
import { appendChild, setChild } from '../xml/edit.ts';
import { attribute, encode, rootOf, tokensOf, XmlFault } from '../xml/tokens.ts';
import {
  declare,
  freeId,
  type Parts,
  partsOf,
  relate,
  relationshipsOf,
  undeclare,
  unrelate,
} from './parts.ts';
import { readStyles } from './styles.ts';
import { writeParts, writeText } from './write.ts';

/** What is to be corrected. */
export interface CorrectOptions {
  /** The workbook as it is. */
  from: TableFile;
  /** Where the corrected one goes. */
  out: string;
  /** The name of the sheet, and the letters of the table's columns in it. */
  sheet: string;
  columns: string[];
  /** What is marked, in the order of the sheet's rows; it is asked for several times. */
  marks(): AsyncIterable<Mark>;
  /** What its notes and its report say; as it is said of tables unless given. */
  words?: ReportWords;
  signal?: AbortSignal | undefined;
}

/**
 * Writes a workbook once more with corrected cells, marked by a colour and a note, and two sheets:
 * of what was rejected and of what was done. Everything else is as it was: parts that need no
 * change are taken over byte by byte. Needs memory for the notes, for what is said of cells that
 * lost a formula, and for any part but the sheet itself, which is read and written piece by piece.
 * Throws a `UserError` when the workbook cannot be read; nothing new is at `out` then.
 */
export async function correctWorkbook(options: CorrectOptions): Promise<void> {
  const { from, out, signal } = options;
  signal?.throwIfAborted();
  const temp = await mkdtemp(join(dirname(resolve(out)), '.corrected-'));
  try {
    const zip = await openWorkbookZip(from);
    try {
      const parts = partsOf(zip);
      await correctParts(parts, await readWorkbookSheets(from, zip), temp, options);
      const written = join(temp, 'workbook');
      await writeParts(parts, written, signal);
      await rename(written, out);
    } finally {
      await zip.close();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof XmlFault ? damaged(from.source, error.message, error) : error;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

async function correctParts(
  parts: Parts,
  book: WorkbookSheets,
  temp: string,
  { from, sheet: name, columns, marks, words = tableWords, signal }: CorrectOptions,
): Promise<void> {
  const sheet = book.sheets.find((one) => one.name === name);
  if (!sheet) throw new Error(`${from.source} has no sheet "${name}".`);
  const dialect = dialectOf(rootOf(await partText(parts, book.path, from)));
  const stylesPath = await findStyles(parts, book, dialect);
  const styles = readStyles(await parts.text(stylesPath));
  const numbers = columns.map(columnNumber);
  const log = markLog(Math.min(...numbers), words);
  const drawing = { id: freeId(await relationshipsOf(parts, sheet.path)), isNew: false };

  const patched = join(temp, 'sheet');
  const chunks = patchSheet(texts(await parts.zip.stream(sheet.path)), {
    marks: marks(),
    columns: numbers,
    styles,
    date1904: book.epoch1904,
    onMark: log.add,
    onDrawing: (id) => {
      drawing.id = id;
    },
    drawing: () => {
      drawing.isNew = log.corrected + log.rejectedRows + log.droppedRows > 0;
      return drawing.isNew ? drawing.id : undefined;
    },
  });
  await writeText(patched, chunks, signal);
  parts.set(sheet.path, { file: patched });
  await addNotes(parts, sheet.path, { notes: sortNotes(log.notes()), drawing, dialect });
  if (log.formulas > 0) await dropCalculationOrder(parts, book.path);

  const report: ReportContext = {
    source: from.source,
    sheet: name,
    styles: reportStyles(styles),
    namespace: dialect.main,
    words,
  };
  const rejects = join(temp, 'rejects');
  await writeText(rejects, rejectsSheet(marks(), report), signal);
  await addSheet(parts, book.path, { name: words.rejects, file: rejects, dialect });
  const corrections = join(temp, 'corrections');
  await writeText(corrections, correctionsSheet(marks(), log, report), signal);
  await addSheet(parts, book.path, { name: words.corrections, file: corrections, dialect });
  parts.set(stylesPath, { text: styles.text() });
  if (log.corrected > 0) await recalculate(parts, book.path);
}

async function partText(parts: Parts, path: string, { source }: TableFile): Promise<string> {
  const text = await parts.text(path);
  if (text === undefined) throw damaged(source, `it lacks ${path}`);
  return text;
}

/** The text of a part in pieces. Its byte order mark stays. */
async function* texts(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** The path of the styles; a workbook without any gets some. */
async function findStyles(
  parts: Parts,
  { path, relations }: WorkbookSheets,
  dialect: Dialect,
): Promise<string> {
  const found = [...relations.values()].find(({ type }) => type === 'styles')?.target;
  if (found !== undefined) return found;
  const target = parts.free((number) => `xl/styles${number === 1 ? '' : number}.xml`);
  await relate(parts, path, { type: `${dialect.relationships}/styles`, target });
  await declare(parts, target, 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml');
  return target;
}

/** Takes the order of calculation out, which names cells that have no formula now; programs make it anew. */
async function dropCalculationOrder(parts: Parts, path: string): Promise<void> {
  for (const { type, target } of await relationshipsOf(parts, path)) {
    if (!type.endsWith('/calcChain')) continue;
    await unrelate(parts, path, target);
    await undeclare(parts, target);
    parts.set(target, 'gone');
  }
}

/** What stands before the calculation settings of a workbook. */
const workbookOrder = [
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
  'calcPr',
];

/** Has the workbook calculated when it is opened: its formulas show results of values that are others now. */
async function recalculate(parts: Parts, path: string): Promise<void> {
  const text = (await parts.text(path)) ?? '';
  parts.set(path, { text: setChild(text, 'workbook', 'calcPr', { fullCalcOnLoad: '1' }, workbookOrder) });
}

/** Adds a sheet behind the others, under a name that none has. */
async function addSheet(
  parts: Parts,
  path: string,
  { name, file, dialect }: { name: string; file: string; dialect: Dialect },
): Promise<void> {
  const target = parts.free((number) => `xl/worksheets/sheet${number}.xml`);
  parts.set(target, { file });
  await declare(parts, target, 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml');
  const id = await relate(parts, path, { type: `${dialect.relationships}/worksheet`, target });
  const text = (await parts.text(path)) ?? '';
  const known = sheetsOf(text);
  const names = new Set(known.map((sheet) => sheet.name.toLowerCase()));
  let unique = name;
  for (let number = 2; names.has(unique.toLowerCase()); number++) unique = `${name} ${number}`;
  const sheetId = Math.max(0, ...known.map((sheet) => sheet.id)) + 1;
  const added = appendChild(
    text,
    'sheets',
    (prefix) =>
      `<${prefix}sheet xmlns:r="${dialect.relationships}" name="${encode(unique)}" sheetId="${sheetId}" r:id="${id}"/>`,
  );
  parts.set(path, { text: added });
}

/** The sheets, of any kind, that a workbook lists. */
function sheetsOf(text: string): { name: string; id: number }[] {
  return tokensOf(text).flatMap((token) =>
    (token.kind === 'open' || token.kind === 'empty') && token.name === 'sheet'
      ? [{ name: attribute(token.raw, 'name') ?? '', id: Number(attribute(token.raw, 'sheetId')) || 0 }]
      : [],
  );
}
