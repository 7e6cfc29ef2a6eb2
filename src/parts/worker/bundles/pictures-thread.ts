import { parentPort } from 'node:worker_threads';
import { makePicture } from '../work/picture-maker.ts';
import { answerIn } from '../work/threads.ts';

// A thread for pictures.

if (parentPort) answerIn(parentPort, makePicture);
