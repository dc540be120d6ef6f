// Runs before the first paint: colours that were chosen, so that nothing flashes.
{
  let theme = new URLSearchParams(location.search).get('theme');
  try { theme ??= localStorage.getItem('theme'); } catch { /* storage is off */ }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}
