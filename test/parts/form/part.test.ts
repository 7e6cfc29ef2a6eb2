import { expect, it } from 'vitest';
import { allParts } from '../../../src/build/bundle-app.ts';
import { form } from '../../../src/parts/form/part.ts';

it('asks for every bundle that it has, when answers are sent', () => {
  const bundles = allParts().find(({ name }) => name === 'form')?.bundles;
  const { code = [] } = form.needs?.({ answers: { to: 's3://answers/' } }) ?? {};
  expect([...code].sort()).toEqual([...(bundles ?? [])].sort());
});
