import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInRanges, readRanges } from '../../../src/app/access/cidr.ts';
import { UserError } from '../../../src/base/error.ts';

const has = (ranges: string[], address: string | undefined) => isInRanges(readRanges(ranges), address);

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 });
const ipv4 = (numbers: readonly number[]) => numbers.join('.');
const ipv6 = (numbers: readonly number[]) => numbers.map((number) => number.toString(16)).join(':');

/** The first bits of an address, given as numbers of so many bits. */
const bits = (numbers: readonly number[], width: number, count: number) =>
  numbers
    .map((number) => number.toString(2).padStart(width, '0'))
    .join('')
    .slice(0, count);

describe('ranges of addresses', () => {
  it('have what shares their first bits: IPv4', () => {
    fc.assert(
      fc.property(octets, octets, fc.nat(32), (range, address, prefix) => {
        const expected = bits(range, 8, prefix) === bits(address, 8, prefix);
        expect(has([`${ipv4(range)}/${prefix}`], ipv4(address))).toBe(expected);
        expect(has([`${ipv4(range)}/${prefix}`], `::ffff:${ipv4(address)}`)).toBe(expected);
        expect(has([`::ffff:${ipv4(range)}/${96 + prefix}`], ipv4(address))).toBe(expected);
        expect(has([`${ipv4(range)}/${prefix}`], ipv4(range))).toBe(true);
      }),
    );
  });

  it('have what shares their first bits: IPv6', () => {
    fc.assert(
      fc.property(groups, groups, fc.nat(128), fc.nat(8), (range, other, prefix, shared) => {
        const address = [...range.slice(0, shared), ...other.slice(shared)];
        const expected = bits(range, 16, prefix) === bits(address, 16, prefix);
        expect(has([`${ipv6(range)}/${prefix}`], ipv6(address))).toBe(expected);
      }),
    );
  });

  it('may be single addresses, several, and mixed', () => {
    const ranges = ['192.168.1.7', '10.0.0.0/8', 'fd00::/8', '2001:db8::1'];
    const inside = [
      '192.168.1.7',
      '10.255.0.1',
      '::ffff:10.1.2.3',
      'fd12::1',
      '2001:DB8:0::1',
      'fd00::1%eth0',
    ];
    for (const address of inside) expect([address, has(ranges, address)]).toEqual([address, true]);
    for (const address of ['192.168.1.8', '11.0.0.1', 'fe80::1', '2001:db8::2', '::1', undefined])
      expect([address, has(ranges, address)]).toEqual([address, false]);
  });

  it.each([
    '',
    ' ',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0',
    '010.0.0.1',
    '256.0.0.1',
    'fd00::/129',
    'fd00::1::2',
    'fe80::1%eth0',
    'localhost',
    '*',
    '10.0.0.1,10.0.0.2',
  ])('%j is none', (text) => {
    const read = () => readRanges(['10.0.0.1', text]);
    expect(read).toThrow(UserError);
    expect(read).toThrow(`"${text}" is neither an address nor a range of addresses.`);
    expect(read).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it('are read or refused, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\da-f.:/]{0,24}$/)), (text) => {
        try {
          readRanges([text]);
        } catch (error) {
          expect(error).toMatchObject({ exitCode: 2 });
        }
      }),
    );
  });
});
