import sharp from 'sharp';
import { box, drawing, text } from '../form/draw.ts';

/** A small paper form as a scan: two texts, a comb, a choice, a table, remarks; a PNG of 1654 x 2339 pixels. */
export function paperForm(): Promise<Buffer> {
  const comb = Array.from({ length: 8 }, (_, letter) => box(360 + letter * 40, 480, 40, 50));
  const answers = ['Yes', 'No'].map(
    (answer, index) => box(360 + index * 220, 600, 30, 30) + text(405 + index * 220, 626, answer),
  );
  const cells = [0, 1, 2].flatMap((row) =>
    [0, 1, 2].map((column) => box(100 + column * 480, 800 + row * 60, 480, 60)),
  );
  const svg = [
    text(100, 140, 'Registration of a club member', 48),
    box(100, 220, 900, 90) + text(112, 244, 'Surname', 22),
    box(100, 330, 900, 90) + text(112, 354, 'E-mail', 22),
    text(100, 515, 'Post code') + comb.join(''),
    text(100, 626, 'Swimmer?') + answers.join(''),
    cells.join('') + text(120, 842, 'Name') + text(600, 842, 'Born') + text(1080, 842, 'School'),
    text(100, 1140, 'Remarks') + box(100, 1160, 1440, 300),
    text(100, 1760, 'We keep what you write here for as long as you are a member of the club.', 24),
  ].join('');
  return sharp(Buffer.from(drawing(svg, 1654, 2339, '#fff')))
    .flatten({ background: '#fff' })
    .png()
    .toBuffer();
}
