/** A page of this app as a document. What is no page, such as a failure, is gone to instead. */
export async function fetchPage(address: string, signal?: AbortSignal): Promise<Document> {
  const response = await fetch(address, signal ? { signal } : {});
  if (!response.ok) location.assign(address);
  // The policy of this page lets no other page's style in, not even unused, and says so in the console.
  const html = (await response.text()).replace(/<style>.*?<\/style>/s, '');
  return new DOMParser().parseFromString(html, 'text/html');
}
