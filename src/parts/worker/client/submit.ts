/** Sends a form of the page as it would be sent without a script, and gives the page that answers. */
export async function submit(action: string, fields: FormData, signal?: AbortSignal): Promise<Document> {
  const response = await fetch(action, {
    method: 'POST',
    body: fields,
    headers: { accept: 'text/html' },
    ...(signal && { signal }),
  });
  return parse(await response.text());
}

/** A page of this app as a document. */
export function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** What a page of failure says: its heading and its sentence. */
export function failureIn(page: Document): string {
  const said = page.querySelectorAll('.hero h1, .hero p[lang]');
  return [...said].map((one) => one.textContent?.trim()).join('. ');
}
