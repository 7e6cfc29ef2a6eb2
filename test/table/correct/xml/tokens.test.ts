import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SheetPiece, sheetPieces } from '../../../../src/table/correct/sheet/pieces.ts';
import {
  attribute,
  boundPrefix,
  decode,
  encode,
  encodeText,
  prefixedAttribute,
  tokensOf,
  withAttribute,
} from '../../../../src/table/correct/xml/tokens.ts';

const document = `<?xml version="1.0"?>
<x:worksheet xmlns:x="urn:a" note="a > b"><!-- <row> --><x:cols/><x:sheetData><x:row r="1"><x:c r="A1"><![CDATA[</x:row>]]></x:c></x:row>
 <x:row r="2"/><!-- between --><x:row r='3'><x:c/></x:row ></x:sheetData><x:tail>text</x:tail></x:worksheet>
`;

async function* inChunks(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function piecesOf(text: string, size: number): Promise<SheetPiece[]> {
  const all: SheetPiece[] = [];
  for await (const pieces of sheetPieces(inChunks(text, size))) all.push(...pieces);
  return all;
}

it('cuts a document into tokens that put together are the document', () => {
  expect(
    tokensOf(document)
      .map(({ raw }) => raw)
      .join(''),
  ).toBe(document);
});

it('cuts a sheet into the same pieces however its chunks fall', async () => {
  for (let size = 1; size <= document.length; size++) {
    const pieces = await piecesOf(document, size);
    expect(pieces.map(({ raw }) => raw).join('')).toBe(document);
    const rows = pieces.filter(({ kind }) => kind === 'row').map(({ raw }) => raw);
    expect(rows).toEqual([
      '<x:row r="1"><x:c r="A1"><![CDATA[</x:row>]]></x:c></x:row>',
      '<x:row r="2"/>',
      "<x:row r='3'><x:c/></x:row >",
    ]);
  }
});

it('says of a sheet that is cut off that it is, and of a document type that there is one', async () => {
  await expect(piecesOf(document.slice(0, -9), 50)).rejects.toThrow('one of its sheets is cut off');
  expect(() => tokensOf('<!DOCTYPE bomb>')).toThrow('one of its parts has a document type');
});

it('writes any text so that it reads back the same, but for what XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML cannot hold
      const held = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
      expect(decode(encode(text))).toBe(held);
    }),
  );
  expect(encodeText('a\u0007b_x0007_ <\r\n')).toBe('a_x0007_b_x005F_x0007_ &lt;&#13;&#10;');
});

it('reads and sets attributes, and leaves the others as they are', () => {
  const tag = `<c  r='A1' s = "2" r:id="x&amp;y"/>`;
  expect(attribute(tag, 'r')).toBe('A1');
  expect(attribute(tag, 'id')).toBeUndefined();
  expect(prefixedAttribute(tag, 'id')).toBe('x&y');
  expect(withAttribute(tag, 's', '"7"')).toBe(`<c  r='A1' s="&quot;7&quot;" r:id="x&amp;y"/>`);
  expect(withAttribute(tag, 'r', undefined)).toBe('<c s = "2" r:id="x&amp;y"/>');
  expect(withAttribute('<c>', 't', 'b')).toBe('<c t="b">');
  expect(boundPrefix('<a xmlns="urn:1" xmlns:b="urn:2">', ['urn:2'])).toBe('b:');
  expect(boundPrefix('<a xmlns="urn:1">', ['urn:1'])).toBe('');
  expect(boundPrefix('<a xmlns="urn:1">', ['urn:3'])).toBeUndefined();
});
