import { sha256 } from '../base/hash.ts';
import { iconSvg } from './icon.ts';
import type { Sendable } from './send.ts';
import style from './style.css';

/** The frame's own files. */
export interface Assets {
  css: Sendable;
  icon: Sendable;
}

/** The style sheet, and an icon with the first letter of the app's title. */
export function makeAssets(title: string): Assets {
  return { css: asset('app.css', style), icon: asset('favicon.svg', iconSvg(title)) };
}

/** The address of one of them, with its hash, so that browsers may keep it for good. */
export function assetUrl({ name, hash }: Sendable): string {
  return `/${name}?v=${hash.slice(0, 16)}`;
}

function asset(name: string, text: string): Sendable {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    hash: sha256(bytes),
    body: (range) => (range ? bytes.subarray(range.start, range.end + 1) : bytes),
  };
}
