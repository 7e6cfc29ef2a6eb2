/** Where a page is: links to the pages above it. */
export function Trail({ steps }: { steps: [title: string, address: string][] }) {
  return (
    <nav class="trail" aria-label="Where this is">
      {steps.map(([title, address]) => (
        <a key={address} href={address}>
          {title}
        </a>
      ))}
    </nav>
  );
}
