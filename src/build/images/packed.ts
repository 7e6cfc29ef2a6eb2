import type { UserError } from '../../base/error.ts';
import { imageEngine } from '../../image/engine.ts';
import { formatOfName } from '../../image/formats.ts';
import type { PackedFile, PackedImage } from '../../image/index-file.ts';
import { type ImageSetOptions, packedNames } from '../../image/set-options.ts';
import type { Content } from '../../parts/part.ts';
import type { Fetched } from '../fetch.ts';
import type { MadePicture } from './picture.ts';

/** A picture as it is packed: what the index says of it, and its files. */
export interface PackedPicture {
  image: PackedImage;
  /** By their names below the set's folder; those of variants too. */
  files: [file: string, content: Content][];
}

/** How a picture that was made is packed. */
export function packed(source: Fetched, made: MadePicture, set: ImageSetOptions): PackedPicture {
  const names = packedNames(source.path, set);
  const files: PackedPicture['files'] = [];
  const fileOf = ({ variant, width, height, format, frames, content }: MadePicture['outputs'][number]) => {
    const file = variant === undefined ? names.file : names.variants[variant];
    if (file === undefined) throw new Error(`"${variant}" is no variant of ${source.set}`);
    files.push([file, content]);
    const { size, sha256 } = content;
    return { file, width, height, format, size, sha256, ...(frames > 1 && { frames }) };
  };
  const [own, ...more] = made.outputs;
  if (!own) throw new Error(`nothing was made of ${source.name}`);
  const { before, camera, facts } = made;
  const image: PackedImage = {
    ...fileOf(own),
    source: source.name,
    sizeBefore: before.size,
    sha256Before: source.content.sha256,
    widthBefore: before.width,
    heightBefore: before.height,
    formatBefore: before.format,
    ...(before.frames > 1 && { framesBefore: before.frames }),
    ...camera,
    dominant: facts.dominant,
    thumbhash: facts.thumbhash,
    perceptualHash: facts.perceptualHash,
  };
  const variants = more.map((output): [string, PackedFile] => [output.variant ?? '', fileOf(output)]);
  if (variants.length > 0) image.variants = Object.fromEntries(variants);
  return { image, files };
}

/** How a picture that could not be processed is packed when its bytes are to be kept as they are. */
export async function packedAsItWas(source: Fetched, { message }: UserError): Promise<PackedPicture> {
  const { name, path, content } = source;
  const { size, sha256 } = content;
  return {
    image: {
      file: path,
      ...(await headerSize(await content.file())),
      format: formatOfName(name),
      size,
      sha256,
      source: name,
      sizeBefore: size,
      sha256Before: sha256,
      problem: message,
    },
    files: [[path, content]],
  };
}

/** Width and height as the header has them, upright; 0 where it cannot be read. */
async function headerSize(file: string): Promise<{ width: number; height: number }> {
  const sharp = await imageEngine();
  try {
    const { autoOrient } = await sharp(file, { limitInputPixels: false }).metadata();
    return { width: autoOrient.width, height: autoOrient.height };
  } catch {
    return { width: 0, height: 0 };
  }
}
