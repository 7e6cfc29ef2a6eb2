/** Where a page is: links to the pages above it. */
export function Trail({
  steps,
  label = 'Where this is',
}: {
  steps: [title: string, address: string][];
  label?: string;
}) {
  return (
    <nav class="trail" aria-label={label}>
      {steps.map(([title, address]) => (
        <a key={address} href={address}>
          {title}
        </a>
      ))}
    </nav>
  );
}
