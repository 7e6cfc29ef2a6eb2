import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { localPath, settings } from '../../../src/app/pages/settings.ts';

const server = new Hono().get('/settings', settings);
const ask = (query: string) => server.request(`/settings?${query}`);

describe('/settings', () => {
  it('keeps a choice for a year and leads back', async () => {
    const response = await ask('language=fr&back=%2Fgallery%2F%3Fpage%3D2');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/gallery/?page=2']);
    expect(response.headers.getSetCookie()).toEqual(['language=fr; Max-Age=31536000; Path=/; SameSite=Lax']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const both = await ask('theme=dark&language=en');
    expect(both.headers.get('location')).toBe('/');
    expect(both.headers.getSetCookie()).toHaveLength(2);
  });

  it.each(['language=xx', 'language=', 'theme=pink', 'theme=dark%3B+Domain%3Dx', 'language=constructor'])(
    'knows no %s',
    async (query) => {
      const response = await ask(query);
      expect([response.status, response.headers.getSetCookie()]).toEqual([400, []]);
      expect(await response.text()).toMatch(/^There is no (language|appearance) "/);
    },
  );

  it.each([
    ['/x', '/x'],
    ['/a/b?c=d&e=f#g', '/a/b?c=d&e=f#g'],
    ['/é x', '/%C3%A9%20x'],
    [undefined, '/'],
    ['', '/'],
    ['x', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['\\\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/..//evil.example', '/'],
    ['/.//evil.example', '/'],
    ['https://evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    [' //evil.example', '/'],
  ])('back to %j is %s', (back, path) => {
    expect(localPath(back)).toBe(path);
  });

  it('never leads away', () => {
    const nasty = fc.stringMatching(/^[/\\.\t :@?#%a-c]{0,12}$/);
    fc.assert(
      fc.property(nasty, (back) => {
        expect(new URL(localPath(back), 'http://here.example/page').origin).toBe('http://here.example');
      }),
    );
  });
});
