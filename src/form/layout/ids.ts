/** The id that a label gives: lower case, without accents, words joined by hyphens. */
export const slug = (text: string): string => {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return /^[a-z]/.test(plain) ? plain : `field-${plain}`.replace(/-$/, '');
};
