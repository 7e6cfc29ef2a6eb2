import { createRequire } from 'node:module';
import type cvModule from '@techstark/opencv-js';

export type OpenCv = typeof cvModule;
export type Mat = InstanceType<OpenCv['Mat']>;

let loaded: Promise<{ cv: OpenCv }> | undefined;

/**
 * OpenCV compiled to WebAssembly, loaded when first used: a fifth of a second. In an object of its
 * own, since the module has a `then` that never ends a wait for it.
 */
export function openCv(): Promise<{ cv: OpenCv }> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<{ cv: OpenCv }> {
  // It listens for errors of the whole process, and would print its own source at each.
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.listeners(event as 'uncaughtException'));
  // Not by import(), which waits for whatever has a `then`.
  const cv: OpenCv = createRequire(import.meta.url)('@techstark/opencv-js');
  await new Promise<void>((ready) => {
    if (cv.Mat) ready();
    else cv.onRuntimeInitialized = () => ready();
  });
  for (const [i, event] of events.entries())
    for (const listener of process.listeners(event as 'uncaughtException'))
      if (!before[i]?.includes(listener)) process.off(event, listener);
  return { cv };
}

/** Frees what OpenCV holds outside of JavaScript's memory, however the work ends. */
export function withMats<T>(work: (keep: <M extends { delete(): void }>(mat: M) => M) => T): T {
  const mats: { delete(): void }[] = [];
  try {
    return work((mat) => {
      mats.push(mat);
      return mat;
    });
  } finally {
    for (const mat of mats) mat.delete();
  }
}
