import { expect, it } from 'vitest';
import {
  appendComments,
  appendShapes,
  newComments,
  usedBlocks,
} from '../../../../src/table/correct/notes/notes.ts';

const notes = [
  { cell: 'A1', text: 'one\n<two>' },
  { cell: 'B2', text: ' three' },
];

/** The notes of a part, by cell, in plain words. */
function plain(part: string): Record<string, string> {
  const found = [...part.matchAll(/<(?:x:)?comment [^>]*ref="(\w+)"[^>]*>([\s\S]*?)<\/(?:x:)?comment>/g)];
  return Object.fromEntries(
    found.map(([, cell = '', xml = '']) => [
      cell,
      [...xml.matchAll(/<(?:x:)?t\b[^>]*>([^<]*)/g)].map(([, text]) => text).join(''),
    ]),
  );
}

it('makes a part of notes', () => {
  const part = newComments(notes, 'urn:main');
  expect(plain(part)).toEqual({ A1: 'one&#10;&lt;two&gt;', B2: ' three' });
  expect(part).toContain('<comments xmlns="urn:main"><authors><author>Holdall</author></authors>');
});

it('adds notes to those that are there, below the text of a cell that has one', () => {
  const part =
    '<x:comments xmlns:x="urn:main"><x:authors><x:author>Eva</x:author></x:authors><x:commentList><x:comment ref="A1" authorId="0"><x:text><x:t>Ask Bert</x:t></x:text></x:comment></x:commentList></x:comments>';
  const { text, added } = appendComments(part, notes);
  expect(plain(text)).toEqual({ A1: 'Ask Bert&#10;&#10;one&#10;&lt;two&gt;', B2: ' three' });
  expect(added).toEqual([notes[1]]);
  expect(text).toContain('<x:author>Eva</x:author><x:author>Holdall</x:author>');
  expect(text).toContain('ref="B2" authorId="1"');
});

it('leaves the note of a conversation as it is', () => {
  const comment = '<comment ref="A1" authorId="0"><text><t>[Threaded comment] Ask Bert</t></text></comment>';
  const part = `<comments><authors><author>tc={1}</author></authors><commentList>${comment}</commentList></comments>`;
  const { text, added } = appendComments(part, notes);
  expect(text).toContain(comment);
  expect(added).toEqual([notes[1]]);
});

it('draws a shape for each note, with ids that no other drawing has', () => {
  const drawing = appendShapes(undefined, notes, 3);
  expect(drawing.match(/id="_x0000_s\d+"/g)).toEqual(['id="_x0000_s3073"', 'id="_x0000_s3074"']);
  expect(drawing).toContain('<o:idmap v:ext="edit" data="3"/>');
  expect(drawing).toContain('<x:Row>1</x:Row><x:Column>1</x:Column>');
  expect(usedBlocks(drawing)).toEqual([3, 3, 3]);
  const more = appendShapes(drawing, notes, 4);
  expect(more).toContain('data="3,4"');
  expect(more.match(/<v:shapetype/g)).toHaveLength(1);
  expect(() => appendShapes('<xml', notes, 1)).toThrow('the drawing of its notes is damaged');
});

it('takes more blocks of ids for many notes', () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({ cell: `A${index + 1}`, text: '' }));
  const drawing = appendShapes(undefined, many, 1);
  const ids = drawing.match(/_x0000_s\d+/g) ?? [];
  expect(new Set(ids).size).toBe(2000);
  expect(drawing).toContain('data="1,2"');
});
