import { encode } from '../../../table/correct/xml/tokens.ts';
import type { Mark } from './marks.ts';
import { crossLines, crossWidth, type PrintPage } from './pdf.ts';

/** A filled page as SVG, its picture inside of it, in the font's name of DejaVu Sans. */
export function svgOf({ picture, width, height }: PrintPage, marks: readonly Mark[]): string {
  const type = picture[0] === 0xff ? 'jpeg' : 'png';
  const data = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength).toString('base64');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<image width="${width}" height="${height}" preserveAspectRatio="none" href="data:image/${type};base64,${data}"/>
<g font-family="DejaVu Sans" fill="#0d1a59" stroke="none">${marks.map(markSvg).join('\n')}</g></svg>`;
}

function markSvg(mark: Mark): string {
  if (mark.kind === 'text') {
    return `<text x="${mark.x}" y="${mark.y}" font-size="${mark.size}" xml:space="preserve">${encode(mark.text)}</text>`;
  }
  const path = crossLines(mark).map(([from, to]) => `M${from.x} ${from.y}L${to.x} ${to.y}`);
  return `<path d="${path.join('')}" stroke="#0d1a59" stroke-width="${crossWidth(mark)}" stroke-linecap="round"/>`;
}
