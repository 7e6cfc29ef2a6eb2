import { boundPrefix } from './tokens.ts';

/** The namespaces of a workbook: those of the usual kind, or of the strict one. */
export interface Dialect {
  /** Of sheets, styles and notes. */
  main: string;
  /** Of relationships, and the beginning of their types. */
  relationships: string;
}

const usual: Dialect = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};

const strict: Dialect = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};

/** The dialect of a part, by the tag of its root. */
export function dialectOf(root: string): Dialect {
  return boundPrefix(root, [strict.main]) === undefined ? usual : strict;
}
