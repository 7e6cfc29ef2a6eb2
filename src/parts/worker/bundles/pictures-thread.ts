import { parentPort, workerData } from 'node:worker_threads';
import { useNativeLibrary } from '../../../image/native-library.ts';
import { makePicture } from '../work/picture-maker.ts';
import { answerIn } from '../work/threads.ts';

// A thread for pictures.

// From the sources, sharp finds its library by itself.
if (workerData?.library) useNativeLibrary(workerData.library);
if (parentPort) answerIn(parentPort, makePicture);
