/** HTML that is safe to put into a page as it is. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | null | undefined | false | readonly Part[];

/**
 * A template of HTML: texts and numbers in it are escaped, for content and for quoted attributes
 * alike; `Markup` and lists of it are put in as they are, and what is null, undefined or false is left out.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  let text = strings[0] ?? '';
  for (const [index, part] of parts.entries()) text += written(part) + (strings[index + 1] ?? '');
  return { html: text };
}

/** HTML from a trusted source, such as a style sheet of our own. */
export function trusted(text: string): Markup {
  return { html: text };
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(written).join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters, which HTML cannot hold, become the replacement character. */
function escaped(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (character) => entities[character] ?? '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
  );
}
