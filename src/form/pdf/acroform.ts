import { around, type Box } from '../box.ts';
import type { Place } from '../detect/types.ts';
import { idOf } from '../layout/ids.ts';
import { kindOf } from '../layout/kinds.ts';
import type { KnownField, KnownPage } from '../layout/known.ts';
import { withLabels } from '../layout/labels.ts';
import { inOrder } from '../layout/order.ts';
import type { FieldKind } from '../layout/types.ts';
import { type Understood, understood } from '../layout/understood.ts';
import { phrasesOf } from '../words/phrases.ts';
import type { Word } from '../words/read.ts';
import { type Widget, type WidgetPage, widgetPages } from './widgets.ts';
import { pdfWords } from './words.ts';

/** Pixels of a page for a point: 200 to the inch, as the pictures of `pdfPages` have. */
const scale = 200 / 72;

/** Bits of a field's flags (ISO 32000-1, tables 221 to 230). */
const required = 1 << 1;
const text = { multiline: 1 << 12, file: 1 << 20, comb: 1 << 24 };
const button = { radio: 1 << 15, push: 1 << 16 };
const list = { edit: 1 << 18, several: 1 << 21 };

/**
 * The fields that a PDF has of its own (AcroForm): nothing needs to be detected. A page for each of the
 * PDF, for `layoutOf`; undefined for one without fields. Undefined when the whole PDF has none.
 */
export async function acroFormLayout(pdf: Uint8Array): Promise<(KnownPage | undefined)[] | undefined> {
  const pages = await widgetPages(pdf);
  if (!pages?.some(({ widgets }) => widgets.some(isFillable))) return undefined;
  const words = await pdfWords(pdf);
  const seen = new Set<object>();
  return pages.map((page, index) => knownPage(page, words[index] ?? [], seen));
}

const isFillable = ({ type, flags }: Widget): boolean =>
  !(type === 'Btn' && flags & button.push) && !(type === 'Tx' && flags & text.file);

/** @param seen fields of the pages before: one that is on several pages is filled on the first. */
function knownPage(page: WidgetPage, words: readonly Word[], seen: Set<object>): KnownPage | undefined {
  const size = { width: Math.floor(page.width * scale), height: Math.floor(page.height * scale) };
  const shown = page.widgets.filter(
    (widget) => isFillable(widget) && !seen.has(widget.field) && isOnPage(widget.box),
  );
  const placed = shown.map((widget) => ({ widget, place: placeOf(widget, size), box: widget.box }));
  const ordered = page.byRows ? inOrder(placed.map((one) => ({ ...one, box: one.place.box }))) : placed;
  const read = understood({ ...size, places: ordered.map(({ place }) => place), words });
  const byPlace = new Map(read.map((one) => [one.place, one]));
  const groups = Map.groupBy(ordered, ({ widget }) => widget.field);
  for (const field of groups.keys()) seen.add(field);
  const fields = [...groups.values()].map((group) =>
    knownField(
      group.map(({ widget, place }) => ({ widget, place, read: byPlace.get(place) })),
      read,
      words,
    ),
  );
  return fields.length > 0
    ? { ...size, fields: fields.map((field) => underHeading(field, fields)) }
    : undefined;
}

/** What asks for the answer of one field is no heading of the next. */
function underHeading({ section, ...field }: KnownField, all: readonly KnownField[]): KnownField {
  return section === undefined || all.some(({ label }) => label === section) ? field : { ...field, section };
}

function placeOf({ type, flags, box }: Widget, { width, height }: { width: number; height: number }): Place {
  const shape = type === 'Btn' ? (flags & button.radio ? 'radio' : 'checkbox') : 'text';
  const inPixels = {
    x: box.x * width,
    y: box.y * height,
    width: box.width * width,
    height: box.height * height,
  };
  return { box: inPixels, shape, confidence: 1 };
}

interface Part {
  widget: Widget;
  place: Place;
  /** The words beside it, and its section. */
  read: Understood | undefined;
}

function knownField(parts: readonly Part[], all: readonly Understood[], words: readonly Word[]): KnownField {
  const [first] = parts as [Part];
  const { widget } = first;
  const boxes = optionBoxes(parts);
  const asked = boxes && (first.read?.question?.text || questionOf(boxes, all, words));
  const near = asked ?? first.read?.label ?? '';
  const said = isNamed(widget.tooltip) && widget.tooltip !== widget.name ? widget.tooltip : near;
  const label = said || readable(widget.name);
  const kind = boxes ? 'choice' : kindOfWidget(widget, label);
  const section = first.read?.section;
  return {
    id: idOf(isNamed(widget.name) ? widget.name.replace(/\[\d+\]/g, '') : label) || kind,
    label,
    kind,
    ...(section ? { section } : {}),
    box: rounded(boxes ? around(parts.map((part) => part.widget.box)) : widget.box),
    ...(widget.flags & required ? { required: true } : {}),
    ...(kind === 'comb' && widget.maxLength ? { length: widget.maxLength } : {}),
    ...(boxes ? { options: optionsOf(boxes) } : {}),
    ...(kind === 'choice' && !boxes ? listOf(widget) : {}),
    confidence: 1,
    ...(said ? {} : { guessed: ['label' as const] }),
  };
}

/** The boxes to tick of one field, where they are answers to choose from. */
function optionBoxes(parts: readonly Part[]): readonly Part[] | undefined {
  const [first] = parts as [Part];
  if (first.widget.type !== 'Btn') return undefined;
  const isOne = new Set(parts.map(({ widget }) => widget.onValue)).size < 2;
  return first.widget.flags & button.radio || !isOne ? parts : undefined;
}

/** By the words beside the boxes, where each has words of its own; else as the PDF calls them. */
function optionsOf(parts: readonly Part[]): NonNullable<KnownField['options']> {
  const beside = parts.map(({ read }) => read?.label.split(' / ').at(-1) ?? '');
  const isClear = !beside.includes('') && new Set(beside).size === beside.length;
  return parts.map(({ widget }, index) => {
    const { onValue = '' } = widget;
    const value = (/^\d+$/.test(onValue) ? widget.options[Number(onValue)] : undefined) ?? onValue;
    return { label: (isClear ? beside[index] : readable(value)) ?? '', box: rounded(widget.box) };
  });
}

/** The words before or above all the boxes of a choice. */
function questionOf(parts: readonly Part[], all: readonly Understood[], words: readonly Word[]): string {
  const places = all.map(({ place }) => place);
  const ofPlaces = all.flatMap((one) => one.phrases);
  const phrases = phrasesOf(
    words,
    places.map(({ box }) => box),
  ).filter(({ box }) => !ofPlaces.some((phrase) => phrase.box.x === box.x && phrase.box.y === box.y));
  const whole: Place = {
    box: around(parts.map(({ place }) => place.box)),
    shape: 'text',
    confidence: 1,
  };
  const others = places.filter((place) => !parts.some((part) => part.place === place));
  return withLabels([whole, ...others], phrases, words)[0]?.label ?? '';
}

function kindOfWidget({ type, flags, maxLength, scripts }: Widget, label: string): FieldKind {
  if (type === 'Sig') return 'signature';
  if (type === 'Btn') return 'checkbox';
  // A list where one may type something else.
  if (type === 'Ch') return flags & list.edit ? 'text' : 'choice';
  if (flags & text.comb && maxLength) return 'comb';
  if (/AFDate_/.test(scripts)) return 'date';
  if (/AFNumber_|AFPercent_/.test(scripts)) return 'number';
  if (/AFSpecial_\w+\(2\)/.test(scripts)) return 'telephone';
  if (flags & text.multiline) return 'multi-line';
  return kindOf('text', label).kind;
}

/** A list has no boxes on the page: its entries are chosen in its own box. */
function listOf({ options, flags }: Widget): Pick<KnownField, 'options' | 'multiple'> {
  const labels = [...new Set(options.filter((option) => option !== ''))];
  return {
    options: labels.map((label) => ({ label })),
    ...(flags & list.several ? { multiple: true } : {}),
  };
}

/** Whether a name is one, and not what a program for drawing forms puts there. */
const isNamed = (name: string): boolean =>
  /\p{L}{2}/u.test(name) &&
  !/^(text|field|text ?field|check ?box|radio ?button|button|group|choice|combo ?box|list ?box|drop ?down|undefined|untitled|fill|toggle|signature)?[\W_\d]*$/i.test(
    name,
  );

const isOnPage = (box: Box): boolean => rounded(box).width > 0 && rounded(box).height > 0;

/** A name as words: `family_name[0]` is "family name". */
const readable = (name: string): string =>
  name
    .replace(/\[\d+\]/g, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\s.-]+/g, ' ')
    .trim();

const rounded = ({ x, y, width, height }: Box): Box => {
  const [left = 0, top = 0, right = 0, bottom = 0] = [x, y, x + width, y + height].map((value) =>
    Math.round(Math.max(0, Math.min(1, value)) * 1e5),
  );
  return { x: left / 1e5, y: top / 1e5, width: (right - left) / 1e5, height: (bottom - top) / 1e5 };
};
