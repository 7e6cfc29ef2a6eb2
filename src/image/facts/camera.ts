import type { Metadata } from 'sharp';

/** What a camera has noted in a picture. */
export interface CameraFacts {
  /** From 1 to 8, as EXIF has it; 1 is upright. */
  orientation: number;
  /** When the picture was taken: `2026-11-21 10:00:00`, in the camera's own time. */
  taken?: string;
  /** Make and model. */
  camera?: string;
}

/** Reads what a camera has noted; what is damaged there counts as not noted. */
export function cameraFacts({ orientation = 1 }: Metadata): CameraFacts {
  return { orientation };
}
