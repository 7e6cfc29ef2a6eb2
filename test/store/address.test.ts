import { sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatS3Address, isS3Address, parseS3Address, splitAddress } from '../../src/store/address.ts';
import { openStore } from '../../src/store/open.ts';

const wrong = (message: string | RegExp, hint?: string) =>
  expect.objectContaining({
    name: 'UserError',
    exitCode: 2,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
    ...(hint && { hint }),
  });

describe('an S3 address', () => {
  it.each([
    ['s3://bucket/key', 'bucket', 'key'],
    ['s3://bucket', 'bucket', ''],
    ['s3://bucket/', 'bucket', ''],
    ['s3://my.bucket-1/a b/%20?#é', 'my.bucket-1', 'a b/%20?#é'],
    ['s3://bucket/a\nb', 'bucket', 'a\nb'],
    ['s3://bucket//x', 'bucket', '/x'],
  ])('%j is a bucket and a key', (address, bucket, key) => {
    expect(isS3Address(address)).toBe(true);
    expect(parseS3Address(address)).toEqual({ bucket, key });
  });

  it('comes back from its parts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        expect(parseS3Address(formatS3Address({ bucket: 'bucket', key }))).toEqual({ bucket: 'bucket', key });
      }),
    );
  });

  it.each([
    ['s3:/x', 's3:/x is not an S3 address.', 'Write s3://bucket/key.'],
    ['s3:x', 's3:x is not an S3 address.', 'Write s3://bucket/key.'],
    ['S3://bucket/x', 'S3://bucket/x is not an S3 address.', 'Write s3://bucket/key.'],
    ['s3://', 's3:// names no bucket.', 'Write s3://bucket/key.'],
    ['s3:///key', 's3:///key names no bucket.', 'Write s3://bucket/key.'],
    [
      's3://My_Bucket/x',
      's3://My_Bucket/x is not an S3 address: no bucket can be named My_Bucket.',
      undefined,
    ],
    ['s3://ab/x', 's3://ab/x is not an S3 address: no bucket can be named ab.', undefined],
    ['s3://a..b/x', 's3://a..b/x is not an S3 address: no bucket can be named a..b.', undefined],
    ['s3://-abc/x', 's3://-abc/x is not an S3 address: no bucket can be named -abc.', undefined],
    ['s3://a:b@c/x', 's3://a:b@c/x is not an S3 address: no bucket can be named a:b@c.', undefined],
    ['s3://bucket/\ud800', /^The key of .* is not well-formed Unicode\.$/, undefined],
  ])('%j is refused', (address, message, hint) => {
    expect(isS3Address(address)).toBe(true);
    expect(() => parseS3Address(address)).toThrow(wrong(message, hint));
    expect(() => openStore(address)).toThrow(wrong(message, hint));
    expect(() => splitAddress(address)).toThrow(wrong(message, hint));
  });

  it.each(['a/b', './s3', '/s3:/x', 'x:s3://a/b', ''])('%j is not meant as one', (address) => {
    expect(isS3Address(address)).toBe(false);
  });
});

describe('the place and the name of a file', () => {
  it.each([
    ['s3://bucket/a/b/spec.json', 's3://bucket/a/b/', 'spec.json'],
    ['s3://bucket/spec.json', 's3://bucket/', 'spec.json'],
    ['spec.json', `.${sep}`, 'spec.json'],
    ['./spec.json', `.${sep}`, 'spec.json'],
    ['a/b/spec.json', `a/b${sep}`, 'spec.json'],
    ['../spec.json', `..${sep}`, 'spec.json'],
    ['/spec.json', sep, 'spec.json'],
    ['/a/spec.json', `/a${sep}`, 'spec.json'],
  ])('of %s', (address, place, name) => {
    expect(splitAddress(address)).toEqual({ place, name });
    const store = openStore(place);
    expect(store.addressOf(name).endsWith(name)).toBe(true);
  });

  it.each([
    ['s3://bucket', 's3://bucket names no object.', 'Add the key: s3://bucket/key.'],
    ['s3://bucket/a/', 's3://bucket/a/ names no object.', 'Add the key: s3://bucket/key.'],
    ['a/b/', 'a/b/ is a folder, not a file.', 'Add the name of the file.'],
    ['/', '/ is a folder, not a file.', 'Add the name of the file.'],
    ['.', '. is a folder, not a file.', 'Add the name of the file.'],
    ['a/..', 'a/.. is a folder, not a file.', 'Add the name of the file.'],
  ])('%s has none', (address, message, hint) => {
    expect(() => splitAddress(address)).toThrow(wrong(message, hint));
  });
});

describe('what is neither a path nor an S3 address', () => {
  it.each([
    ['', 'An empty address was given.', 'Write a path or s3://bucket/key.'],
    [
      'https://bucket.s3.amazonaws.com/key',
      'https://bucket.s3.amazonaws.com/key is neither a path nor an S3 address.',
      'Holdall reads folders and s3://bucket/key; download anything else first.',
    ],
    ['file:///tmp/x', 'file:///tmp/x is neither a path nor an S3 address.', undefined],
    ['a\0b', '"a\\u0000b" has a zero byte in it.', undefined],
  ])('%j is refused', (address, message, hint) => {
    expect(() => openStore(address)).toThrow(wrong(message, hint));
    expect(() => splitAddress(address)).toThrow(wrong(message, hint));
  });

  it.each(['localhost:9000', 'http:/x', 'ftp://host', 'http://'])('nor is %j an endpoint', (endpointUrl) => {
    expect(() => openStore('s3://bucket/', { endpointUrl })).toThrow(
      wrong(`The endpoint ${endpointUrl} is not a URL.`, 'Write it with its scheme: http://localhost:9000.'),
    );
  });
});
