import { ORIGINAL, type PackedFile, type PackedImage } from '../../../image/index-file.ts';

/** What stands for a picture in a small place: its variant `thumb`, else its smallest one, else itself (''). */
export function thumbnailOf(image: PackedImage): { variant: string; file: PackedFile } {
  const { thumb, [ORIGINAL]: _, ...variants } = image.variants ?? {};
  if (thumb) return { variant: 'thumb', file: thumb };
  const smaller = Object.entries(variants).filter(([, file]) => file.width > 0 && file.width < image.width);
  const [smallest] = smaller.sort(([, a], [, b]) => a.width - b.width);
  return smallest ? { variant: smallest[0], file: smallest[1] } : { variant: '', file: image };
}

/**
 * The files that can be answered under one name, the first being the one for who accepts anything.
 * Variants `thumb-avif` and `thumb-webp` are `thumb` in these formats, beside a variant of that very
 * name; a variant called `avif` is the picture itself (the name '') as AVIF. Only what has the pixels
 * of the first one counts: another size is another variant.
 */
export function offersOf(image: PackedImage, name: string): PackedFile[] {
  const variants = image.variants ?? {};
  const own = name === '' ? image : Object.hasOwn(variants, name) ? variants[name] : undefined;
  const others = Object.entries(variants).flatMap(([variant, file]) =>
    variant === (name === '' ? file.format : `${name}-${file.format}`) ? [file] : [],
  );
  const [first, ...more] = own ? [own, ...others] : others;
  if (!first) return [];
  return [first, ...more.filter(({ width, height }) => width === first.width && height === first.height)];
}

/**
 * The file that an `Accept` header likes best; of several that it likes alike, the smallest. The first
 * where it likes none of them: a picture in another format than asked for is better than nothing.
 */
export function preferred(offers: PackedFile[], accept: string | null): PackedFile | undefined {
  const weight = weigher(accept ?? '*/*');
  const liked = offers
    .map((file) => ({ file, weight: weight(`image/${file.format === 'svg' ? 'svg+xml' : file.format}`) }))
    .filter((offer) => offer.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.file.size - b.file.size);
  return liked[0]?.file ?? offers[0];
}

/** The weight from 0 to 1 that a header gives to a type; the most exact range counts (RFC 9110, 12.5.1). */
function weigher(accept: string): (type: string) => number {
  const ranges = new Map(
    accept.split(',').map((part) => {
      const [range = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = parameters.find((one) => one.startsWith('q='))?.slice(2);
      return [range, q === undefined ? 1 : Number(q) || 0];
    }),
  );
  return (type) => ranges.get(type) ?? ranges.get('image/*') ?? ranges.get('*/*') ?? 0;
}
