import { posix } from 'node:path';
import type { TableFile } from '../raw.ts';
import { damaged } from './fault.ts';
import { type XmlElement, xmlElements } from './xml.ts';
import type { WorkbookZip } from './zip.ts';

/** What a workbook says of itself in the part that lists its sheets. */
export interface WorkbookSheets {
  /** The path of that part: `xl/workbook.xml` but for rare writers. */
  path: string;
  /** Its worksheets in their order. */
  sheets: WorkbookSheet[];
  /** What the workbook refers to, by id. */
  relations: Map<string, Relation>;
  /** Dates count from 1904 and not from 1900. */
  epoch1904: boolean;
}

/** A worksheet: its name, the path of its part, and whether it is hidden from whoever opens it. */
export interface WorkbookSheet {
  name: string;
  path: string;
  hidden: boolean;
}

/** What one part refers to another as. */
export interface Relation {
  /** The last word of its type: `worksheet`, `styles`, `sharedStrings` ... */
  type: string;
  /** A path in the archive. */
  target: string;
}

/** Reads the list of sheets. Throws a `UserError` for an archive that is no XLSX workbook. */
export async function readWorkbookSheets({ source }: TableFile, zip: WorkbookZip): Promise<WorkbookSheets> {
  const path = findTarget(await readRelations(zip, ''), 'officeDocument');
  if (path === undefined) throw damaged(source, 'it is a ZIP archive, and no workbook is in it');
  if (path.endsWith('.bin')) throw damaged(source, 'it is a binary workbook (.xlsb)');
  const elements = await readElements(zip, path);
  const relations = await readRelations(zip, path);
  const sheets = elements.flatMap(({ name, attributes }) => {
    const relation = name === 'sheet' ? relations.get(attributes['r:id'] ?? '') : undefined;
    if (relation?.type !== 'worksheet') return [];
    const hidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden';
    return [{ name: attributes['name'] ?? '', path: relation.target, hidden }];
  });
  if (sheets.length === 0) throw damaged(source, 'it has no sheets');
  const properties = elements.find(({ name }) => name === 'workbookPr')?.attributes ?? {};
  const epoch1904 = ['1', 'true'].includes(properties['date1904'] ?? '');
  return { path, sheets, relations, epoch1904 };
}

/** The elements of a small part. */
export async function readElements(zip: WorkbookZip, path: string): Promise<XmlElement[]> {
  return xmlElements((await zip.read(path)).toString());
}

/** What a part refers to, by id; the root of the archive is the part with an empty path. */
export async function readRelations(zip: WorkbookZip, path: string): Promise<Map<string, Relation>> {
  const file = relationsPath(path);
  const folder = posix.dirname(path);
  if (!zip.parts.has(file)) return new Map();
  const elements = await readElements(zip, file);
  return new Map(
    elements
      .filter(({ name }) => name === 'Relationship')
      .map(({ attributes }) => {
        const target = attributes['Target'] ?? '';
        const type = posix.basename(attributes['Type'] ?? '');
        const inArchive = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
        return [attributes['Id'] ?? '', { type, target: partPath(zip, inArchive) }];
      }),
  );
}

/** Where the relations of a part lie. */
export function relationsPath(path: string): string {
  return posix.join(posix.dirname(path), '_rels', `${posix.basename(path)}.rels`);
}

/** The path of the first part that is referred to as something. */
export function findTarget(relations: Map<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type === type)?.target;
}

/** A part's path as the archive has it: names of parts have no case, and some writers mix it. */
function partPath({ parts }: WorkbookZip, path: string): string {
  if (parts.has(path)) return path;
  const lower = path.toLowerCase();
  return [...parts.keys()].find((key) => key.toLowerCase() === lower) ?? path;
}
