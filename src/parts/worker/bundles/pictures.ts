/** What the main thread has to do with pictures; a bundle of its own, packed where they are taken. */
export { useNativeLibrary } from '../../../image/native-library.ts';
export { preview } from '../work/preview.ts';
export { tryPictures } from '../work/try-pictures.ts';
