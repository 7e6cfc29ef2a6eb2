import { sha256 } from '../../base/hash.ts';
import type { Manifest } from '../../payload/manifest.ts';
import type { Sendable } from '../server/send.ts';
import { iconSvg } from './icon.ts';

/** Style sheets and scripts of the payload, by the names that the bundler gives them. */
const PAYLOAD_ASSET = /^app\/(app|parts\/[a-z]+)\.(css|js)$/;

/** What pages link to. */
export interface Assets {
  icon: Sendable;
  iconUrl: string;
  /** The addresses of the style sheets for a page of this part, or of none. */
  styles(part?: string): string[];
  scripts(part?: string): string[];
}

/** The assets of the app: an icon with the first letter of its title, and what the payload brings. */
export function makeAssets(manifest: Manifest): Assets {
  const urls = new Map(
    manifest.files.flatMap(({ path, sha256 }) =>
      PAYLOAD_ASSET.test(path) ? [[path, `/assets/${path.slice(4)}?v=${sha256.slice(0, 16)}`]] : [],
    ),
  );
  const urlsOf = (extension: string, part?: string) =>
    ['app', ...(part === undefined ? [] : [`parts/${part}`])].flatMap(
      (name) => urls.get(`app/${name}.${extension}`) ?? [],
    );
  const icon = inMemory('favicon.svg', iconSvg(manifest.title));
  return {
    icon,
    iconUrl: `/${icon.name}?v=${icon.hash.slice(0, 16)}`,
    styles: (part) => urlsOf('css', part),
    scripts: (part) => urlsOf('js', part),
  };
}

/** The payload's path of the asset at an address below `/assets/`; undefined where that is none. */
export function assetPath(name: string): string | undefined {
  const path = `app/${name}`;
  return PAYLOAD_ASSET.test(path) ? path : undefined;
}

function inMemory(name: string, text: string): Sendable {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    hash: sha256(bytes),
    body: (range) => (range ? bytes.subarray(range.start, range.end + 1) : bytes),
  };
}
