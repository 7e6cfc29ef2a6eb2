import { expect, it } from 'vitest';
import { framed, labelsOf, line, words } from './found.ts';

it('gives the words between two boxes to the one that has no others', () => {
  expect(
    labelsOf(
      [framed(100, 100, 300), framed(100, 150, 300), framed(100, 200, 300)],
      [words('Nationality', 412, 112), words('Employer', 412, 162), words('Town', 412, 212)],
    ),
  ).toEqual(['Nationality', 'Employer', 'Town']);
});

it('takes the words before, far away as well, where nothing is between', () => {
  expect(
    labelsOf(
      [framed(1300, 100, 250), framed(1300, 144, 250)],
      [words('12 Wages', 100, 112), words('13 Interest', 100, 156)],
    ),
  ).toEqual(['Wages', 'Interest']);
});

it('puts the lines of a caption together', () => {
  expect(
    labelsOf(
      [framed(500, 100, 600)],
      [words('Name of the person', 100, 94, 20), words('who is insured', 100, 120, 20)],
    ),
  ).toEqual(['Name of the person who is insured']);
});

it('takes a caption below a line rather than a sentence above', () => {
  expect(
    labelsOf(
      [line(100, 300, 500)],
      [words('I declare that all that I have written here is true', 100, 268), words('Signature', 100, 350)],
    ),
  ).toEqual(['Signature']);
});

it('gives the combs of one date the same label', () => {
  const comb = (x: number, length: number) => line(x, 140, length * 36, { shape: 'comb', length });
  expect(labelsOf([comb(100, 2), comb(192, 2), comb(284, 4)], [words('Date of birth', 100, 110)])).toEqual([
    'Date of birth',
    'Date of birth',
    'Date of birth',
  ]);
});

it('reads the caption inside a cell, without its number', () => {
  expect(
    labelsOf(
      [line(100, 130, 500, { frame: { x: 100, y: 100, width: 500, height: 80 } })],
      [words('7 Place of birth', 106, 104, 18)],
    ),
  ).toEqual(['Place of birth']);
});

it('takes for a blank in a sentence the words right before it', () => {
  expect(
    labelsOf(
      [line(700, 100, 300), line(100, 150, 300)],
      [
        words('1. between the undersigned and the firm, Employer', 100, 116),
        words('who lives in Town', 1010, 116),
        words('and is insured from then on', 420, 166),
      ],
    ),
  ).toEqual(['Employer', 'Town']);
});
