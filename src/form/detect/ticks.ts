import { type Box, bottom, overlap, right } from '../box.ts';
import type { Sums } from '../picture.ts';
import type { Closed } from './closed.ts';
import type { Component } from './components.ts';

/** The sides of the inside of a box to tick, in pixels: from 6 points to some 22. */
const least = 10;
const most = 62;

export const isTickSize = ({ width, height }: Box): boolean =>
  width >= least &&
  height >= least &&
  width <= most &&
  height <= most &&
  width / height > 0.72 &&
  width / height < 1.4;

/**
 * The insides that are boxes or circles to tick. Letters enclose something as well: an O is as round
 * as a radio button. But a letter has its neighbours at once, and a box keeps its distance.
 */
export function ticksAmong(insides: readonly Closed[], letters: readonly Component[], ink: Sums): Closed[] {
  const rows = byRow(letters);
  return insides.filter((inside) => {
    if (!isTickSize(inside.box) || inside.print > 0.02) return false;
    return (
      !isReversed(inside.box, ink) && !hasLettersBeside(inside, rows) && !isWithinLetter(inside.box, rows)
    );
  });
}

/**
 * Leaves out what is left of a cell to both sides of a box to tick that is nearly as high as the cell:
 * the lines seem to meet, and close it.
 */
export function withoutSides(insides: readonly Closed[]): Closed[] {
  const isSide = (side: Box, tick: Box): boolean =>
    side.y <= tick.y - 2 && bottom(side) >= bottom(tick) + 2 && side.height < 2 * tick.height;
  const sides = new Set<Closed>();
  for (const { box: tick, print } of insides) {
    if (!isTickSize(tick) || print > 0.02) continue;
    const near = insides.filter(({ box }) => box.height < 130 && isSide(box, tick));
    const before = near.find(({ box }) => Math.abs(tick.x - right(box)) < 8);
    const behind = near.find(({ box }) => Math.abs(box.x - right(tick)) < 8);
    if (!before || !behind || Math.abs(before.box.height - behind.box.height) > 4) continue;
    sides.add(before).add(behind);
  }
  return insides.filter((inside) => !sides.has(inside));
}

const rowHeight = 64;

function byRow(letters: readonly Component[]): Map<number, Component[]> {
  const rows = new Map<number, Component[]>();
  for (const letter of letters)
    for (let row = Math.floor(letter.y / rowHeight); row <= Math.floor(bottom(letter) / rowHeight); row++) {
      const there = rows.get(row);
      if (there) there.push(letter);
      else rows.set(row, [letter]);
    }
  return rows;
}

const near = (box: Box, rows: Map<number, Component[]>): Component[] =>
  rows.get(Math.floor((box.y + box.height / 2) / rowHeight)) ?? [];

/** A bright letter in a dark bar: there is print all around it, and much of it. */
function isReversed({ x, y, width, height }: Box, ink: Sums): boolean {
  const reach = 9;
  const all = (width + 2 * reach) * (height + 2 * reach) - width * height;
  const dark =
    ink.within(x - reach, y - reach, x + width + reach, y + height + reach) -
    ink.within(x, y, x + width, y + height);
  return dark > 0.75 * all;
}

/** Something of a letter's size, closer than letters of another word would be. */
function hasLettersBeside({ box: inside, isRound }: Closed, rows: Map<number, Component[]>): boolean {
  // With its line, where that is its own and not a table's.
  const box =
    near(inside, rows).find(
      (one) =>
        one.x <= inside.x &&
        one.y <= inside.y &&
        right(one) >= right(inside) &&
        bottom(one) >= bottom(inside) &&
        one.width < 1.9 * inside.width,
    ) ?? inside;
  // Letters of a word are nearly together; a space is a quarter of their height and more.
  const reach = isRound ? Math.max(4, box.height * 0.13) : Math.max(3, box.height * 0.08);
  // An O begins a word more often than a circle stands right before one.
  const reachBehind = isRound ? Math.max(5, box.height * 0.25) : reach;
  return near(box, rows).some((letter) => {
    if (letter.height > 1.9 * box.height || letter.height < 0.4 * box.height) return false;
    if (overlap(letter.y, bottom(letter), box.y, bottom(box)) < 0.4 * box.height) return false;
    // The line of the box itself is around it.
    const isAround = letter.x < box.x && right(letter) > right(box);
    const isBehind = letter.x > box.x + box.width / 2;
    const gap = isBehind ? letter.x - right(box) : box.x - right(letter);
    return !isAround && gap > -3 && gap < (isBehind ? reachBehind : reach) && !isSimilarBox(letter, box);
  });
}

/** Boxes in a row, that touch or nearly do, are no letters. */
function isSimilarBox(letter: Component, box: Box): boolean {
  const isHollow = letter.pixels < 0.45 * letter.width * letter.height;
  return (
    isHollow &&
    Math.abs(letter.height - box.height) < 8 &&
    letter.width >= box.width * 0.9 &&
    letter.width / letter.height > 0.85
  );
}

/** An A, a B or a heavy letter of a heading: what is around the inside is much more than a line. */
function isWithinLetter(box: Box, rows: Map<number, Component[]>): boolean {
  return near(box, rows).some((letter) => {
    const encloses =
      letter.x <= box.x && letter.y <= box.y && right(letter) >= right(box) && bottom(letter) >= bottom(box);
    if (!encloses || letter.width > 100) return false;
    const line = Math.max(letter.width - box.width, letter.height - box.height) / 2;
    return line > Math.max(6.5, box.height * 0.4);
  });
}
