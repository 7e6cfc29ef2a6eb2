/** A title's icon, where the app has no other: its first letter, articles aside, on a rounded square. */
export function iconSvg(title: string): string {
  const [letter = '·'] = title.replace(/^(the|an?)\s+/i, '').match(/[\p{L}\p{N}]/u) ?? [];
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
    '<rect width="32" height="32" rx="9" fill="#0d6a6f"/>',
    '<text x="16" y="22.5" font-family="system-ui, sans-serif" font-size="18" font-weight="700"',
    ` text-anchor="middle" fill="#fff">${letter.toUpperCase()}</text>`,
    '</svg>\n',
  ].join('');
}
