import type { BlockList } from 'node:net';
import { UserError } from '../../base/error.ts';
import { isInRanges, readRanges } from './cidr.ts';
import { makeToken, type Token } from './token.ts';

/** Who may see what the server has. */
export interface Access {
  /** Only this machine reaches the server: it answers under this machine's own names alone. */
  loopback: boolean;
  /** Origins of other pages whose scripts may read the answers; `*` stands for all. */
  cors: readonly string[];
  /** Whoever asks must know it. */
  token?: Token;
  /** Whoever asks must have one of these addresses. */
  allow?: BlockList;
}

/** The options of the command line that say who may see the app. */
export interface AccessOptions {
  /** The address of this machine to serve on. */
  host: string;
  /** `true`: one is made up. */
  token?: string | true;
  allow?: string[];
  public?: true;
  cors?: string[];
}

/** This machine alone, and no other page in its browser. */
export const onlyThisMachine: Access = { loopback: true, cors: [] };

/**
 * Who is let in by these options. Throws wrong usage where the network would be let in without a
 * word about whom, and for what is no address, no origin, no token. `app` is the app's name.
 */
export function readAccess(app: string, options: AccessOptions): Access {
  const { host, token, allow, cors = [] } = options;
  const loopback = isLoopback(host);
  if (!loopback && token === undefined && allow === undefined && !options.public)
    throw new UserError(`On ${host} others on the network could see everything in here.`, {
      hint: 'Say who may: --token [TOKEN] for those who know it, --allow CIDR... for some addresses, or --public for everyone.',
      exitCode: 2,
    });
  if (token !== undefined && token !== true && !/^\S+$/.test(token))
    throw new UserError(`The token "${token}" is empty or has blanks in it.`, {
      hint: 'Name another, or none to get one that nobody guesses.',
      exitCode: 2,
    });
  return {
    loopback,
    cors: cors.map(readOrigin),
    ...(token !== undefined && { token: token === true ? makeToken(app) : makeToken(app, token) }),
    ...(allow !== undefined && { allow: readRanges(allow) }),
  };
}

/** What is told of a request before anybody looks at what it asks for. */
export interface Visitor {
  /** The address of the machine that asks. */
  address: string | undefined;
  host: string | undefined;
  origin: string | undefined;
}

/** Why somebody is turned away, whatever they ask for; undefined when they are not. A token is not looked at. */
export function refusalOf(visitor: Visitor, access: Access): 'address' | 'host' | 'origin' | undefined {
  const { host, origin } = visitor;
  if (access.allow && !isInRanges(access.allow, visitor.address)) return 'address';
  // A foreign page can point its own name at 127.0.0.1 and read what it likes: DNS rebinding.
  if (access.loopback && host !== undefined && !isLoopbackName(host)) return 'host';
  if (origin !== undefined && !isOwnOrigin(origin, host) && !allowsOrigin(access, origin)) return 'origin';
  return undefined;
}

/** Whether scripts of this origin may read the answers. */
export function allowsOrigin({ cors }: Access, origin: string): boolean {
  return cors.includes('*') || cors.includes(origin);
}

/** Whether an address to serve on is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether a `Host` header names this machine to itself. */
function isLoopbackName(host: string): boolean {
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})(:\d*)?$/i.test(host);
}

/** A page of this very server; its scheme may have been changed by a proxy in between. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && origin.replace(/^https?:\/\//, '') === host.toLowerCase();
}

/** An origin as browsers send it: scheme, name and port, and nothing behind them. */
function readOrigin(text: string): string {
  if (text === '*') return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url !== undefined && url.href === `${url.origin}/`;
  if (!isBare || !/^https?:$/.test(url.protocol))
    throw new UserError(`"${text}" is no origin of a page.`, {
      hint: 'Write it as https://shop.example or http://127.0.0.1:3000.',
      exitCode: 2,
    });
  return url.origin;
}
