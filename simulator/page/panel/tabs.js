// The panels beside the phones: log, faults, account.

/** Shows one of them. */
export function showPanel(name) {
  for (const tab of document.querySelectorAll('[data-tab]')) {
    const on = tab.dataset.tab === name;
    tab.setAttribute('aria-selected', String(on));
    tab.tabIndex = on ? 0 : -1;
    document.getElementById(`panel-${tab.dataset.tab}`).hidden = !on;
  }
}

/** Clicks, and the arrow keys between tabs. */
export function startTabs() {
  const tabs = [...document.querySelectorAll('[data-tab]')];
  tabs.forEach((tab, n) => {
    tab.addEventListener('click', () => showPanel(tab.dataset.tab));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(n + step + tabs.length) % tabs.length];
      showPanel(next.dataset.tab);
      next.focus();
    });
  });
}
