/**
 * Keys of the page one is on. A page marks with `data-keys="v"` what a key does: a choice goes to the next one, a box to
 * write in gets the focus, a button or a link is pressed; of several it is the one in the row where the focus is.
 */
export function pressPageKey(key: string): boolean {
  if (!/^[a-zåäö]$/.test(key)) return false;
  const marked = [...document.querySelectorAll<HTMLElement>(`main [data-keys="${key}"]`)].filter((one) =>
    one.checkVisibility(),
  );
  const row = document.activeElement?.closest('li');
  const mark = marked.find((one) => row?.contains(one)) ?? marked.find((one) => !one.closest('.items > li'));
  if (!mark) return false;
  if (mark.matches('fieldset')) nextChoice(mark);
  else if (mark.matches('[data-panes]')) nextPane(mark);
  else {
    const at = mark.matches('textarea') ? mark : mark.querySelector<HTMLElement>('button, a, textarea, input');
    if (!at) return false;
    if (at.matches('textarea, input')) at.focus();
    else at.click();
  }
  return true;
}

function nextChoice(group: HTMLElement): void {
  const choices = [...group.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  const next = choices[(choices.findIndex(({ checked }) => checked) + 1) % choices.length];
  next?.click();
  next?.focus();
}

/** Panes side by side take the focus in turn; where there is room for one, its tab is chosen. */
function nextPane(group: HTMLElement): void {
  const shown = [...group.children].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one.checkVisibility(),
  );
  if (shown.length > 1) {
    const at = shown.findIndex((one) => one.contains(document.activeElement));
    const next = shown[(at + 1) % shown.length]!;
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    return;
  }
  const tabs = [...document.querySelectorAll<HTMLElement>('.work-tabs a')];
  const at = tabs.findIndex((one) => one.getAttribute('aria-current') === 'true');
  tabs[(at + 1) % tabs.length]?.click();
}
