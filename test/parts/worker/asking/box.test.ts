import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepBoxes, openBox } from '../../../../src/parts/worker/asking/box.ts';
import type { Place } from '../../../../src/parts/worker/place.ts';
import { tempFolder } from '../../../support/temp.ts';
import { madePlace, plainSpec } from '../../../support/worker-place.ts';

let place: Place;
beforeAll(async () => {
  place = await madePlace(plainSpec, { local: true }, tempFolder());
});
afterAll(() => place.close());

const queues = () => place.queues.list(`${place.replies.name}-`);
const nameOf = async (box: ReturnType<typeof openBox>) => (await box).replyTo;

describe('the queue of a client', () => {
  it('is one for as long as it is young', async () => {
    const boxes = keepBoxes(() => openBox(place, false));
    const names = [await boxes.use(nameOf), await boxes.use(nameOf)];
    expect(names[0]).toBe(names[1]);
    expect(await queues()).toEqual(names.slice(1));
    await boxes.close(undefined);
    expect(await queues()).toEqual([]);
  });

  it('is another one when it is old, and goes when the last answer has come to it', async () => {
    const boxes = keepBoxes(() => openBox(place, false), 0);
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const long = boxes.use(async (box) => {
      const name = await nameOf(box);
      await held;
      return { name, there: await queues() };
    });
    const short = await boxes.use(nameOf);
    go();
    const { name, there } = await long;
    expect(there.toSorted()).toEqual([name, short].toSorted());
    await boxes.close(undefined);
    expect(await queues()).toEqual([]);
  });

  it('is another one when it is left, and stays whatever else fails', async () => {
    const boxes = keepBoxes(() => openBox(place, false));
    const first = await boxes.use(nameOf);
    const failing = boxes.use(async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect(await boxes.use(nameOf)).toBe(first);
    await boxes.use(async (_, leave) => leave());
    expect(await boxes.use(nameOf)).not.toBe(first);
    await boxes.close(undefined);
    expect(await queues()).toEqual([]);
  });

  it('is tried anew when it could not be opened', async () => {
    let opened = 0;
    const boxes = keepBoxes(async () => {
      if (++opened === 1) throw new Error('away');
      return openBox(place, false);
    });
    await expect(boxes.use(nameOf)).rejects.toThrow('away');
    expect(await boxes.use(nameOf)).toMatch(/-c-/);
    await boxes.close(undefined);
  });
});
