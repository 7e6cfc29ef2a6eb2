import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Box } from '../box.ts';

/** A place to fill of a PDF with fields (AcroForm, ISO 32000-1, 12.7), as its dictionaries say. */
export interface Widget {
  /** The same object for all widgets of one field. */
  field: object;
  type: 'Tx' | 'Btn' | 'Ch' | 'Sig';
  /** The last part of the field's name: what a person called it. */
  name: string;
  /** What is shown when the mouse rests on it. */
  tooltip: string;
  /** `Ff`, bit by bit. */
  flags: number;
  maxLength: number | undefined;
  /** Of a list: what is shown of its entries. Of boxes to tick: their values, where they are numbered. */
  options: readonly string[];
  /** Of a box to tick: what it is called when it is ticked. */
  onValue: string | undefined;
  /** The scripts that format and check it. */
  scripts: string;
  /** Fractions of the page, as it is shown. */
  box: Box;
}

export interface WidgetPage {
  /** In points, as it is shown. */
  width: number;
  height: number;
  /** In the order in which Tab goes through them. */
  widgets: Widget[];
  /** Whether Tab goes by rows, whatever the order of the widgets. */
  byRows: boolean;
}

/** The pages of a PDF with what can be filled in; undefined when it cannot be read so. */
export async function widgetPages(pdf: Uint8Array): Promise<WidgetPage[] | undefined> {
  try {
    const document = await PDFDocument.load(pdf, {
      password: '',
      updateMetadata: false,
      parseSpeed: Number.POSITIVE_INFINITY,
    });
    return document.getPages().map(pageOf);
  } catch {
    // What its own reader shows is read as a picture then.
    return undefined;
  }
}

function pageOf(page: PDFPage): WidgetPage {
  const media = page.getMediaBox();
  const crop = page.getCropBox();
  const x = Math.max(media.x, crop.x);
  const y = Math.max(media.y, crop.y);
  const shown = {
    x,
    y,
    width: Math.min(media.x + media.width, crop.x + crop.width) - x,
    height: Math.min(media.y + media.height, crop.y + crop.height) - y,
  };
  const turns = (((page.getRotation().angle / 90) % 4) + 4) % 4;
  const annotations = page.node.Annots();
  const widgets = Array.from({ length: annotations?.size() ?? 0 }, (_, index) => annotations?.lookup(index))
    .filter((entry) => entry instanceof PDFDict)
    .flatMap((entry) => widgetOf(entry, shown, turns) ?? []);
  const [width, height] = turns % 2 === 0 ? [shown.width, shown.height] : [shown.height, shown.width];
  return { width, height, widgets, byRows: nameOf(page.node.lookup(PDFName.of('Tabs'))) === 'R' };
}

const hidden = 0b10_0010; // Hidden or NoView
const readOnly = 1;

function widgetOf(dict: PDFDict, page: Box, turns: number): Widget | undefined {
  if (nameOf(get(dict, 'Subtype')) !== 'Widget') return undefined;
  const type = nameOf(inherited(dict, 'FT'));
  const flags = numberOf(inherited(dict, 'Ff')) ?? 0;
  const rectangle = numbersOf(get(dict, 'Rect'));
  const isShown = ((numberOf(get(dict, 'F')) ?? 0) & hidden) === 0;
  if (!isShown || flags & readOnly || rectangle.length !== 4) return undefined;
  if (type !== 'Tx' && type !== 'Btn' && type !== 'Ch' && type !== 'Sig') return undefined;
  const field = withName(dict);
  return {
    field,
    type,
    name: textOf(get(field, 'T')),
    tooltip: textOf(get(dict, 'TU')) || textOf(inherited(field, 'TU')),
    flags,
    maxLength: numberOf(inherited(dict, 'MaxLen')),
    options: optionsOf(inherited(dict, 'Opt')),
    onValue: onValueOf(dict),
    scripts: ['F', 'K', 'V'].map((event) => scriptOf(inherited(dict, 'AA'), event)).join('\n'),
    box: boxOf(rectangle, page, turns),
  };
}

/** The rectangle of a page, that may lie turned, in fractions from the upper left corner. */
function boxOf([x0 = 0, y0 = 0, x1 = 0, y1 = 0]: number[], page: Box, turns: number): Box {
  const corner = (x: number, y: number): readonly [number, number] => {
    const across = (x - page.x) / page.width;
    const down = 1 - (y - page.y) / page.height;
    if (turns === 1) return [1 - down, across];
    if (turns === 2) return [1 - across, 1 - down];
    return turns === 3 ? [down, 1 - across] : [across, down];
  };
  const [ax, ay] = corner(x0, y0);
  const [bx, by] = corner(x1, y1);
  return { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(ax - bx), height: Math.abs(ay - by) };
}

/** The field that a widget belongs to: itself, or the first above it that has a name. */
function withName(dict: PDFDict): PDFDict {
  return ancestors(dict).find((one) => get(one, 'T') !== undefined) ?? dict;
}

const inherited = (dict: PDFDict, key: string): PDFObject | undefined =>
  ancestors(dict)
    .map((one) => get(one, key))
    .find((value) => value !== undefined);

/** Itself and those above it; a file that is its own parent comes to an end. */
function ancestors(dict: PDFDict): PDFDict[] {
  const found: PDFDict[] = [];
  for (let one: PDFObject | undefined = dict; one instanceof PDFDict && !found.includes(one); ) {
    found.push(one);
    one = get(one, 'Parent');
  }
  return found;
}

const get = (dict: PDFDict, key: string): PDFObject | undefined => dict.lookup(PDFName.of(key));

const nameOf = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFName ? value.decodeText() : undefined;

const numberOf = (value: PDFObject | undefined): number | undefined =>
  value instanceof PDFNumber ? value.asNumber() : undefined;

const textOf = (value: PDFObject | undefined): string =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText().trim() : '';

const itemsOf = (value: PDFObject | undefined): (PDFObject | undefined)[] =>
  value instanceof PDFArray ? Array.from({ length: value.size() }, (_, index) => value.lookup(index)) : [];

const numbersOf = (value: PDFObject | undefined): number[] =>
  itemsOf(value).flatMap((item) => numberOf(item) ?? []);

/** An entry is a text, or what is handed in with what is shown. */
const optionsOf = (value: PDFObject | undefined): string[] =>
  itemsOf(value).map((item) => textOf(item instanceof PDFArray ? item.lookup(item.size() - 1) : item));

function onValueOf(dict: PDFDict): string | undefined {
  const looks = get(dict, 'AP');
  const normal = looks instanceof PDFDict ? get(looks, 'N') : undefined;
  if (!(normal instanceof PDFDict)) return undefined;
  return normal
    .keys()
    .map((key) => key.decodeText())
    .find((key) => key !== 'Off');
}

function scriptOf(actions: PDFObject | undefined, event: string): string {
  const action = actions instanceof PDFDict ? get(actions, event) : undefined;
  const script = action instanceof PDFDict ? get(action, 'JS') : undefined;
  // Long scripts lie in streams; those of dates and numbers are a line.
  return script instanceof PDFStream ? '' : textOf(script);
}
