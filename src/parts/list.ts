import { dataset } from './dataset/part.ts';
import { files } from './files/part.ts';
import { form } from './form/part.ts';
import { gallery } from './gallery/part.ts';
import { worker } from './worker/part.ts';

/** Every part there is, in the order of the tabs. A new part is a folder and a line here. */
export const parts = { form, gallery, dataset, files, worker } as const;

export type PartName = keyof typeof parts;

export const partNames = Object.keys(parts) as PartName[];
