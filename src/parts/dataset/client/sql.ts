/** On the SQL page: Ctrl + Enter runs the query, and a click on a name puts it where the cursor is. */
export function startSql(): void {
  const field = document.querySelector<HTMLTextAreaElement>('.sql textarea');
  if (!field) return;
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    field.form?.requestSubmit();
  });
  for (const name of document.querySelectorAll<HTMLElement>('.schema [data-insert]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'name';
    name.replaceWith(button);
    button.append(name);
    button.addEventListener('click', () => {
      field.setRangeText(name.textContent ?? '', field.selectionStart, field.selectionEnd, 'end');
      field.focus();
    });
  }
  for (const hint of document.querySelectorAll<HTMLElement>('.schema [data-when-clickable]'))
    hint.hidden = false;
}
