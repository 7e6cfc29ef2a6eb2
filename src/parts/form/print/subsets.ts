import fontkit from '@pdf-lib/fontkit';

/**
 * Fontkit as `@cantoo/pdf-lib` takes it. Its subsets have an `encode` that writes to a stream, and
 * that library takes every `encode` for one that returns the bytes: so they are shown without it.
 */
export const fontkitForPdf = {
  create(bytes: Uint8Array, name?: string) {
    const font = fontkit.create(bytes, name);
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset();
      return {
        includeGlyph: (glyph) => subset.includeGlyph(glyph),
        encodeStream: () => subset.encodeStream(),
      };
    };
    return font;
  },
};
