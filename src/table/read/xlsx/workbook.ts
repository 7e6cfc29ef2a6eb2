import type { TableFile } from '../../raw.ts';
import { findTarget, readElements, readWorkbookSheets, type WorkbookSheet } from '../../workbook/sheets.ts';
import type { XmlElement } from '../../workbook/xml.ts';
import { openWorkbookZip, type WorkbookZip } from '../../workbook/zip.ts';
import type { NumberStyle } from './number-format.ts';
import { builtInStyle, styleOfFormat } from './number-format.ts';

/** What of a workbook must be known before one of its sheets is read. */
export interface Workbook {
  from: TableFile;
  zip: WorkbookZip;
  /** Its worksheets in their order. */
  sheets: WorkbookSheet[];
  /** The path of the texts that cells refer to. */
  sharedStrings: string | undefined;
  /** Dates count from 1904 and not from 1900. */
  epoch1904: boolean;
  /** How the cells of each style show their numbers, by the style's index. */
  styles: NumberStyle[];
}

/**
 * Opens a workbook, hands it to the work and closes it. Throws a `UserError` for what is no whole
 * XLSX workbook.
 */
export async function withWorkbook<T>(from: TableFile, work: (workbook: Workbook) => Promise<T>): Promise<T> {
  const zip = await openWorkbookZip(from);
  try {
    const { sheets, relations, epoch1904 } = await readWorkbookSheets(from, zip);
    const known = (type: string): string | undefined => {
      const path = findTarget(relations, type);
      return path !== undefined && zip.parts.has(path) ? path : undefined;
    };
    const styles = known('styles');
    return await work({
      from,
      zip,
      sheets,
      sharedStrings: known('sharedStrings'),
      epoch1904,
      styles: styles === undefined ? [] : readStyles(await readElements(zip, styles)),
    });
  } finally {
    await zip.close();
  }
}

/** Of each cell style, in order. */
function readStyles(elements: XmlElement[]): NumberStyle[] {
  const formats = new Map<string, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  for (const { name, attributes } of elements) {
    if (name === 'numFmt') formats.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
    // The elements come in the order in which they open: cellStyleXfs, cellXfs, cellStyles.
    else if (name === 'cellXfs') inCells = true;
    else if (name === 'cellStyles' || name === 'dxfs' || name === 'cellStyleXfs') inCells = false;
    else if (name === 'xf' && inCells) {
      const id = attributes['numFmtId'] ?? '0';
      const code = formats.get(id);
      styles.push(code === undefined ? builtInStyle(Number(id)) : styleOfFormat(code));
    }
  }
  return styles;
}
