/** Where a page is: links to the pages above it. */
export function Trail({
  steps,
  label,
}: {
  steps: [title: string, address: string][];
  /** What the trail is, for who does not see it. */
  label: string;
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
