/** All of the worker's that needs sharp; a bundle of its own, packed where pictures are taken. */
export { useNativeLibrary } from '../../../image/native-library.ts';
export { pictureWork } from '../work/pictures.ts';
export { preview } from '../work/preview.ts';
export { tryPictures } from '../work/try-pictures.ts';
