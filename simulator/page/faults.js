// The fault panel: one slider per fault.

import { el } from './dom.js';
import { post } from './link.js';
import { t } from './words.js';

const NAMES = ['api_busy', 'api_timeout_before', 'api_timeout_after', 'token_revoked', 'reply_lost', 'attempt_not_delivered', 'duplicate_push', 'reorder'];
let faults = {};
let counts = {};
let shown = '';

const badge = () => document.getElementById('faults-badge');

/** Takes the settings and counts of the news. */
export function setFaults(settings, struck) {
  faults = settings;
  counts = struck;
  const key = JSON.stringify([faults, counts]);
  if (key !== shown && !document.getElementById('fault-list').contains(document.activeElement)) drawFaults();
  shown = key;
  showBadge();
}

function showBadge() {
  const on = NAMES.filter((name) => faults[name] > 0).length;
  badge().hidden = on === 0;
  badge().textContent = t('faultsOn', on);
}

/** Draws the sliders. */
export function drawFaults() {
  showBadge();
  document.getElementById('fault-list').replaceChildren(...NAMES.map((name) => {
    const percent = Math.round((faults[name] ?? 0) * 100);
    const value = el('output', { text: `${percent}%` });
    const slider = el('input', { type: 'range', min: '0', max: '100', step: '5', value: String(percent), id: `fault-${name}` });
    slider.addEventListener('input', () => { value.textContent = `${slider.value}%`; });
    slider.addEventListener('change', () => post('faults', { ...faults, [name]: Number(slider.value) / 100 }));
    return el('div', { class: 'dial' }, el('label', { for: `fault-${name}`, text: t(`f_${name}`) }), slider, value,
      el('span', { class: 'struck', text: counts[name] ? `×${counts[name]}` : '' }));
  }));
}
