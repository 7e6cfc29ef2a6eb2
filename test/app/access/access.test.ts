import { describe, expect, it } from 'vitest';
import { type Access, onlyThisMachine, readAccess, refusalOf } from '../../../src/app/access/access.ts';

const here = '127.0.0.1:8080';
const refusal = (
  visitor: { host?: string; origin?: string; address?: string },
  access: Access = onlyThisMachine,
) => refusalOf({ address: undefined, host: undefined, origin: undefined, ...visitor }, access);

describe('the Host header', () => {
  it.each(['127.0.0.1', here, '127.1.2.3:1', 'localhost', 'LOCALHOST:99', '[::1]:80', '[::1]'])(
    '%s is this machine',
    (host) => {
      expect(refusal({ host })).toBeUndefined();
    },
  );

  it.each([
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    'localhost:80:80',
    '10.0.0.1',
    '[::2]',
    '',
  ])('%j is foreign', (host) => {
    expect(refusal({ host })).toBe('host');
  });

  it('may be anything when the network is let in', () => {
    expect(refusal({ host: 'shop.example' }, { loopback: false, cors: [] })).toBeUndefined();
  });
});

describe('the Origin header', () => {
  it.each([undefined, 'http://127.0.0.1:8080', 'https://127.0.0.1:8080'])(
    '%s is the app itself',
    (origin) => {
      expect(refusal({ host: here, ...(origin !== undefined && { origin }) })).toBeUndefined();
    },
  );

  it.each([
    'null',
    '',
    'http://evil.example',
    'http://127.0.0.1:8081',
    'http://127.0.0.1',
    'http://localhost:8080',
    'http://127.0.0.1:8080.evil.example',
    'file://127.0.0.1:8080',
  ])('%j is foreign', (origin) => {
    expect(refusal({ host: here, origin })).toBe('origin');
    expect(refusal({ host: here, origin }, { loopback: false, cors: [] })).toBe('origin');
  });

  it('may be one that is allowed, or any', () => {
    const some = readAccess('shop', {
      host: '127.0.0.1',
      cors: ['https://Shop.example/', 'http://a.example:3000'],
    });
    expect(some.cors).toEqual(['https://shop.example', 'http://a.example:3000']);
    expect(refusal({ host: here, origin: 'https://shop.example' }, some)).toBeUndefined();
    expect(refusal({ host: here, origin: 'https://shop.example.evil' }, some)).toBe('origin');
    const any = readAccess('shop', { host: '127.0.0.1', cors: ['*'] });
    expect(refusal({ host: here, origin: 'null' }, any)).toBeUndefined();
    expect(refusal({ host: 'evil.example', origin: 'http://evil.example' }, any)).toBe('host');
  });
});

describe('addresses', () => {
  it('are let in when they are listed, on loopback too', () => {
    const access = readAccess('shop', { host: '127.0.0.1', allow: ['127.0.0.2', '10.0.0.0/8'] });
    expect(refusal({ address: '127.0.0.2', host: here }, access)).toBeUndefined();
    expect(refusal({ address: '127.0.0.1', host: here }, access)).toBe('address');
    expect(refusal({ host: here }, access)).toBe('address');
    expect(refusal({ address: '10.1.1.1', host: 'evil.example' }, access)).toBe('host');
  });
});

describe('the options', () => {
  it.each(['127.0.0.1', '127.9.9.9', 'localhost', '::1'])('need nothing more for %s', (host) => {
    expect(readAccess('shop', { host })).toEqual(onlyThisMachine);
  });

  it.each(['0.0.0.0', '::', '192.168.1.7', 'shop.local', '127.0.0.1.evil.example'])(
    'say whom to let in at %s',
    (host) => {
      const read = () => readAccess('shop', { host });
      expect(read).toThrow(`On ${host} others on the network could see everything in here.`);
      expect(read).toThrow(
        expect.objectContaining({
          exitCode: 2,
          hint: expect.stringMatching(/--token .*--allow .*--public /),
        }),
      );
      expect(readAccess('shop', { host, public: true })).toEqual({ loopback: false, cors: [] });
      expect(readAccess('shop', { host, allow: ['10.0.0.1'] }).loopback).toBe(false);
      expect(readAccess('shop', { host, token: 'secret' }).token?.text).toBe('secret');
    },
  );

  it('make a token up that nobody guesses', () => {
    const tokens = [1, 2].map(() => readAccess('shop', { host: '::', token: true }).token);
    expect(tokens[0]?.text).toMatch(/^[\w-]{24}$/);
    expect(tokens[0]?.text).not.toBe(tokens[1]?.text);
    expect(tokens[0]?.cookie.name).toBe('token-shop');
    expect(tokens[0]?.cookie.value).not.toContain(tokens[0]?.text);
  });

  it.each(['', ' ', 'two words'])('take no token %j', (token) => {
    expect(() => readAccess('shop', { host: '::', token })).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it.each(['shop.example', 'https://shop.example/page', 'https://a@shop.example', 'file:///x', 'null', ''])(
    'take no origin %j',
    (origin) => {
      const read = () => readAccess('shop', { host: '::1', cors: [origin] });
      expect(read).toThrow(`"${origin}" is no origin of a page.`);
      expect(read).toThrow(expect.objectContaining({ exitCode: 2 }));
    },
  );
});
