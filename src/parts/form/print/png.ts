import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Mark } from './marks.ts';
import type { PrintPage } from './pdf.ts';
import { svgOf } from './svg.ts';

let ready: Promise<void> | undefined;

/** A filled page as a PNG, as large as its picture. `engine` is the WebAssembly module of resvg. */
export async function pngOf(
  page: PrintPage,
  marks: readonly Mark[],
  font: Uint8Array,
  engine: Uint8Array,
): Promise<Uint8Array> {
  // It can be started once only.
  ready ??= WebAssembly.compile(engine as Uint8Array<ArrayBuffer>).then(initWasm);
  await ready;
  const resvg = new Resvg(svgOf(page, marks), {
    font: { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans' },
    textRendering: 2,
  });
  try {
    const image = resvg.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}
