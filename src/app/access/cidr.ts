import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { UserError } from '../../base/error.ts';

/** An IPv6 address that stands for an IPv4 one, as both write it: `::ffff:10.0.0.1`. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Addresses and ranges of addresses (`192.168.1.7`, `10.0.0.0/8`, `fd00::/8`) as one list to look
 * others up in. Throws wrong usage that names the first one that is none.
 */
export function readRanges(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const { address, prefix, family } = readRange(text);
    list.addSubnet(address, prefix, family);
  }
  return list;
}

/** Whether the list has an address as a socket tells it; a mapped IPv4 address is that address. */
export function isInRanges(list: BlockList, address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = MAPPED.exec(address)?.[1] ?? address.replace(/%.*$/, '');
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}

function readRange(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } {
  const [, written = '', digits] = /^([\da-f:.]+)(?:\/(0|[1-9]\d{0,2}))?$/i.exec(text) ?? [];
  const mapped = MAPPED.exec(written)?.[1];
  const most = isIPv4(written) ? 32 : isIPv6(written) ? 128 : undefined;
  const prefix = digits === undefined ? most : Number(digits);
  if (most === undefined || prefix === undefined || prefix > most)
    throw new UserError(`"${text}" is neither an address nor a range of addresses.`, {
      hint: 'Write them as 192.168.1.7, 10.0.0.0/8 or fd00::/8.',
      exitCode: 2,
    });
  // A range of mapped addresses is one of IPv4 addresses, unless it is wider than all of them.
  if (mapped !== undefined && prefix >= 96) return { address: mapped, prefix: prefix - 96, family: 'ipv4' };
  return { address: written, prefix, family: most === 32 ? 'ipv4' : 'ipv6' };
}
