/** What is written into a place, as the page's author means it. */
export type TruthKind =
  | 'text'
  | 'multi-line'
  | 'number'
  | 'date'
  | 'email'
  | 'telephone'
  | 'checkbox'
  | 'choice'
  | 'comb'
  | 'table'
  | 'signature';

/** What a place looks like; one `cell` for each empty cell of a table. */
export type TruthShape = 'text' | 'area' | 'comb' | 'checkbox' | 'radio' | 'cell';

/** x, y, width and height in pixels of the flat page. */
export type TruthBox = readonly [x: number, y: number, width: number, height: number];

export interface TruthField {
  box: TruthBox;
  shape: TruthShape;
  kind: TruthKind;
  label: string;
  section: string;
  /** The place in the order of reading, from 0. */
  order: number;
  /** Of a comb. */
  length?: number;
}

export interface TruthPage {
  name: string;
  style: string;
  /** Whether nobody looks at it while the detector is worked at. */
  heldOut: boolean;
  language: string;
  width: number;
  height: number;
  fields: TruthField[];
  /** Where a place is neither right nor wrong, such as what the office fills. */
  ignored: TruthBox[];
}
