import type { Mark } from '../../../src/table/correct/mark.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The parts of a small workbook: a sheet "Sales" with these rows, and another one. */
export function sampleParts(rows: string, rest = ''): Record<string, string> {
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets><sheet name="Sales" sheetId="1" r:id="rId1"/><sheet name="Other" sheetId="4" r:id="rId2"/></sheets><definedNames><definedName name="total">Sales!$C$2</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relationships}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0"><alignment horizontal="right"/></xf></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet xmlns="${main}" xmlns:r="${relationships}"><cols><col min="2" max="2" width="20" style="3"/></cols><sheetData>${rows}</sheetData>${rest}</worksheet>`,
    'xl/worksheets/sheet2.xml': `${head}<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1"><f>Sales!C2*2</f><v>4</v></c></row></sheetData></worksheet>`,
    'xl/media/image1.png': 'no picture at all',
  };
}

/** Three rows below a header: a text, a number, a date and a formula. */
export const sampleRows = [
  '<row r="1" spans="1:4"><c r="A1" s="1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>code</t></is></c><c r="C1" t="inlineStr"><is><t>amount</t></is></c><c r="D1" t="inlineStr"><is><t>day</t></is></c><c r="E1" t="inlineStr"><is><t>twice</t></is></c></row>',
  ...[2, 3, 4].map(
    (row) =>
      `<row r="${row}" spans="1:4"><c r="A${row}" t="inlineStr"><is><t> Eva${row} </t></is></c><c r="B${row}" s="3" t="inlineStr"><is><t>00${row}</t></is></c><c r="C${row}"><v>${row}.5</v></c><c r="D${row}" s="2"><v>4565${row}</v></c><c r="E${row}"><f>C${row}*2</f><v>${row * 2 + 1}</v></c></row>`,
  ),
].join('');

/** Marks, as `correctWorkbook` asks for them. */
export function marksOf(...marks: Mark[]): () => AsyncIterable<Mark> {
  return async function* () {
    yield* marks;
  };
}
