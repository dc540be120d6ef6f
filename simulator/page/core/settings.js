// What a visitor chose: language, colours, and what was seen; remembered where storage is allowed. An address may choose too.

const query = new URLSearchParams(location.search);

function read(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

/** Remembers a choice; not, where storage is off. */
export function remember(key, value) {
  try { localStorage.setItem(key, value); } catch { /* then it is asked again */ }
}

/** A choice: by the address, else the remembered one. */
export const chosen = (key) => query.get(key) ?? read(key);

/** Whether the visitor's system asks for little motion. */
export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

const THEMES = ['auto', 'light', 'dark'];
let theme = THEMES.includes(chosen('theme')) ? chosen('theme') : 'auto';

/** `auto`, `light` or `dark`. */
export const themeNow = () => theme;

/** Applies the colours. */
export function applyTheme() {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The next of the three. */
export function nextTheme() {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  remember('theme', theme);
  applyTheme();
}

/** The part of the address that names a scenario. */
export const asked = () => query.get('play');

/** Writes a scenario into the address, so that it can be passed on; null takes it out. */
export function nameInAddress(id) {
  const address = new URL(location.href);
  if (id) address.searchParams.set('play', id);
  else address.searchParams.delete('play');
  history.replaceState(null, '', address);
}
