import { startNumbers } from './numbers.ts';
import { startPictures } from './pictures.ts';
import { startQueue } from './queue.ts';

startQueue();
startNumbers();
startPictures();
