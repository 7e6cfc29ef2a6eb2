import type { Metadata } from 'sharp';
import { readExifText } from './exif.ts';

/** What a camera has noted in a picture. */
export interface CameraFacts {
  /** From 1 to 8, as EXIF has it; 1 is upright. */
  orientation: number;
  /** When the picture was taken: `2026-11-21 10:00:00`, in the camera's own time. */
  taken?: string;
  /** Make and model: `Canon EOS R5`, `SONY ILCE-7M4`. */
  camera?: string;
}

/** Reads what a camera has noted; what is damaged there counts as not noted. */
export function cameraFacts({ orientation = 1, exif }: Metadata): CameraFacts {
  const { make, model, taken } = exif ? readExifText(exif) : {};
  const time = taken && localTime(taken);
  const camera = cameraName(make, model);
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    ...(time && { taken: time }),
    ...(camera && { camera }),
  };
}

/** `2026:11:21 10:00:00`, as EXIF has it, as other people write it; undefined where it is no time. */
function localTime(text: string): string | undefined {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${time}.000Z`;
  const date = new Date(iso);
  // Cameras without a clock write zeros; and the 30th of February is read as a day in March.
  const real = !Number.isNaN(date.getTime()) && date.toISOString() === iso;
  return real ? `${year}-${month}-${day} ${time}` : undefined;
}

/** Many cameras say their maker again at the beginning of their model: `Canon`, `Canon EOS R5`. */
function cameraName(make: string | undefined, model: string | undefined): string | undefined {
  if (!make || !model) return model || make;
  const [maker = ''] = make.split(' ');
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${make} ${model}`;
}
