import { formatBytes } from '../base/format.ts';
import type { Publication } from './publication.ts';

/** How each system runs what was downloaded. */
const systems: Record<string, { label: string; how: string }> = {
  'windows-x64': {
    label: 'Windows',
    how: 'Double-click it. If Windows says that it does not know it, choose “More info”, then “Run anyway”.',
  },
  'linux-x64': { label: 'Linux', how: 'Make it executable (chmod +x), then run it.' },
  'linux-arm64': { label: 'Linux on ARM', how: 'Make it executable (chmod +x), then run it.' },
};

/** `index.html` of a publication: a page to download from, that needs nothing but itself. */
export function downloadPage({ title, version, date, executables }: Publication): string {
  const cards = executables.map(({ target, file, size, sha256 }) => {
    const { label, how } = systems[target] ?? { label: target, how: '' };
    return `<li>
  <a href="${encodeURIComponent(file)}" download><b>Download for ${escapeHtml(label)}</b><span>${formatBytes(size)}</span></a>
  <p>${escapeHtml(how)}</p>
  <p class="hash">${escapeHtml(file)}<br>SHA-256 ${sha256}</p>
</li>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; --ink: #1d2433; --soft: #667085; --line: #e3e6ec; --page: #f6f7f9; --card: #fff; --accent: #2456c7 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf2; --soft: #98a2b5; --line: #2c3444; --page: #12161f; --card: #1a202c; --accent: #3b6fe0 } }
body { margin: 0; padding: 10vh 1.25rem 4rem; background: var(--page); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
main { max-width: 38rem; margin: auto }
h1 { font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.2; margin: 0 }
.when { color: var(--soft); margin: .5rem 0 2.5rem }
ul { list-style: none; padding: 0; margin: 0; display: grid; gap: 1rem }
li { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem }
a { display: flex; justify-content: space-between; gap: 1rem; padding: .8rem 1.1rem; border-radius: 10px; background: var(--accent); color: #fff; text-decoration: none }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
p { margin: .8rem 0 0 }
.hash { color: var(--soft); font: .75rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
</style>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="when">Version ${escapeHtml(version)}, ${escapeHtml(date)}. One file: nothing to install, no network needed.</p>
<ul>
${cards.join('\n')}
</ul>
<p class="hash"><a style="all:unset;cursor:pointer;text-decoration:underline" href="checksums.txt">checksums.txt</a></p>
</main>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
