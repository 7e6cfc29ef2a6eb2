import { imageEngine } from '../../../image/engine.ts';

export interface PreviewOptions {
  /** The most that the picture may take of the terminal; a column is half as wide as a line is high. */
  columns: number;
  lines: number;
  /** Bits of colour that the terminal has (`process.stdout.getColorDepth()`); below 8: none is used. */
  colours: number;
}

/** A picture as text. */
export interface Preview {
  /** Each of `columns` characters, escape sequences apart. */
  lines: string[];
  columns: number;
}

/** More than a terminal has any use for. */
const MOST_PIXELS = 200_000_000;

/** From dark to light. */
const SHADES = ' .:-=+*#%@';

/** Turns a picture into text for a terminal: each character is two pixels, one above the other. */
export async function preview(
  picture: string | Uint8Array,
  { columns, lines, colours }: PreviewOptions,
): Promise<Preview> {
  const sharp = await imageEngine();
  const { data, info } = await sharp(picture, { limitInputPixels: MOST_PIXELS })
    .autoOrient()
    .resize({ width: columns, height: lines * 2, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#808080' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixel = (x: number, y: number): Pixel => {
    const at = (Math.min(y, height - 1) * width + x) * channels;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  };
  const line = colours >= 8 ? colouredLine(colours >= 24 ? trueColour : of256) : shadedLine;
  const made = Array.from({ length: Math.ceil(height / 2) }, (_, row) =>
    line(
      Array.from({ length: width }, (_, x) => ({ above: pixel(x, 2 * row), below: pixel(x, 2 * row + 1) })),
    ),
  );
  return { lines: made, columns: width };
}

type Pixel = [red: number, green: number, blue: number];

interface Cell {
  above: Pixel;
  below: Pixel;
}

/** Half blocks: the colour of the character is the pixel above, and that behind it the one below. */
function colouredLine(colour: (pixel: Pixel) => string): (cells: Cell[]) => string {
  return (cells) => {
    let before = '';
    const text = cells.map(({ above, below }) => {
      const code = `\u001b[38;${colour(above)};48;${colour(below)}m`;
      const changed = code === before ? '' : code;
      before = code;
      return `${changed}▀`;
    });
    return `${text.join('')}\u001b[0m`;
  };
}

function trueColour(pixel: Pixel): string {
  return `2;${pixel.join(';')}`;
}

/** The nearest of the cube of 6 x 6 x 6 colours that terminals with 256 have. */
function of256([red, green, blue]: Pixel): string {
  const step = (value: number) => (value < 48 ? 0 : value < 115 ? 1 : Math.floor((value - 35) / 40));
  return `5;${16 + 36 * step(red) + 6 * step(green) + step(blue)}`;
}

function shadedLine(cells: Cell[]): string {
  return cells
    .map(({ above, below }) => {
      const light = ([red, green, blue]: Pixel) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      const mean = (light(above) + light(below)) / 2;
      return SHADES[Math.min(SHADES.length - 1, Math.floor((mean / 256) * SHADES.length))] ?? ' ';
    })
    .join('');
}
