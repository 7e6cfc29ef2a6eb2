/** What an address is made of, as far as this file reads a Parameter Object. */
interface Parameter {
  name: string;
  in: string;
}

/** The name of a parameter's field in the form of its operation. */
export function fieldName({ name, in: place }: Parameter): string {
  return `${place}.${name}`;
}

/**
 * The address of an operation with what was filled in: `/api/tables/{t}` and `path.t` are
 * `/api/tables/sales`. What is empty is left out of the query.
 */
export function addressFor(
  path: string,
  parameters: readonly Parameter[],
  filledIn: (field: string) => string | undefined,
): string {
  const query = new URLSearchParams();
  let address = path;
  for (const parameter of parameters) {
    const value = filledIn(fieldName(parameter)) ?? '';
    if (parameter.in === 'path')
      address = address.replace(`{${parameter.name}}`, () => encodeURIComponent(value));
    else if (parameter.in === 'query' && value !== '') query.set(parameter.name, value);
  }
  return query.size > 0 ? `${address}?${query}` : address;
}
