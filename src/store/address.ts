import { basename, dirname, sep } from 'node:path';
import { UserError } from '../base/error.ts';

/** A bucket and a key, or the beginning of keys; the key is as S3 has it, with nothing escaped. */
export interface S3Address {
  bucket: string;
  key: string;
}

/** True for what is meant as an `s3://` address, also when it is not a right one. */
export function isS3Address(address: string): boolean {
  return /^s3:/i.test(address);
}

/** Takes `s3://bucket/key` apart; the key may be empty. Throws a `UserError` that says what is wrong. */
export function parseS3Address(address: string): S3Address {
  const match = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(address);
  if (!match) throw wrongAddress(`${address} is not an S3 address.`, 'Write s3://bucket/key.');
  const [, bucket = '', key = ''] = match;
  if (bucket === '') throw wrongAddress(`${address} names no bucket.`, 'Write s3://bucket/key.');
  if (!isBucketName(bucket)) {
    throw wrongAddress(
      `${address} is not an S3 address: no bucket can be named ${bucket}.`,
      'A bucket has 3 to 63 small letters, digits, dots and hyphens, and a letter or digit at both ends.',
    );
  }
  if (!key.isWellFormed()) throw wrongAddress(`The key of ${address} is not well-formed Unicode.`);
  return { bucket, key };
}

/** The inverse of `parseS3Address`. */
export function formatS3Address({ bucket, key }: S3Address): string {
  return `s3://${bucket}/${key}`;
}

/**
 * Takes the address of a file (a path or `s3://bucket/key`) apart into the place that `openStore`
 * opens, which ends in a slash, and the file's path inside it, which is its last name.
 */
export function splitAddress(address: string): { place: string; name: string } {
  checkFolderOrS3(address);
  if (isS3Address(address)) {
    const { bucket, key } = parseS3Address(address);
    const name = key.slice(key.lastIndexOf('/') + 1);
    if (name === '') throw wrongAddress(`${address} names no object.`, 'Add the key: s3://bucket/key.');
    return { place: formatS3Address({ bucket, key: key.slice(0, -name.length) }), name };
  }
  const name = basename(address);
  const endsInSlash = address.endsWith('/') || address.endsWith(sep);
  if (endsInSlash || name === '' || name === '.' || name === '..') {
    throw wrongAddress(`${address} is a folder, not a file.`, 'Add the name of the file.');
  }
  const folder = dirname(address);
  return { place: folder.endsWith(sep) ? folder : folder + sep, name };
}

/** A place with a slash at its end; the empty one stays empty. */
export function asFolder(place: string): string {
  return place === '' || place.endsWith('/') ? place : `${place}/`;
}

/** Throws a `UserError` for what is neither a path nor an `s3://` address: nothing, or another URL. */
export function checkFolderOrS3(address: string): void {
  if (address === '') throw wrongAddress('An empty address was given.', 'Write a path or s3://bucket/key.');
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(address) && !isS3Address(address)) {
    throw wrongAddress(
      `${address} is neither a path nor an S3 address.`,
      'Holdall reads folders and s3://bucket/key; download anything else first.',
    );
  }
  if (address.includes('\0')) throw wrongAddress(`${JSON.stringify(address)} has a zero byte in it.`);
}

/** S3's rules; they keep out everything that could be taken for another part of an address. */
function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
}

function wrongAddress(message: string, hint?: string): UserError {
  return new UserError(message, { exitCode: 2, ...(hint === undefined ? {} : { hint }) });
}
