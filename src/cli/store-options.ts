import type { StoreOptions } from '../store/options.ts';

/** The options that every command which reaches a store takes. */
export interface StoreFlags {
  endpointUrl?: string;
  region?: string;
  pathStyle?: boolean;
}

/** What of a command's options is for the stores. */
export function storeOptions({ endpointUrl, region, pathStyle }: StoreFlags): StoreOptions {
  return {
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
    ...(region === undefined ? {} : { region }),
    ...(pathStyle === undefined ? {} : { pathStyle }),
  };
}
