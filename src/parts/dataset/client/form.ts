/** Where a form leads, without the fields that say nothing. */
export function addressOf(form: HTMLFormElement): string {
  const url = new URL(form.action);
  const filled = [...new FormData(form)].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !(entry[0] === '_search' && entry[1] === ''),
  );
  url.search = new URLSearchParams(filled).toString();
  return url.href;
}
