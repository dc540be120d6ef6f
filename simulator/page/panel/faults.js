// The fault panel: one slider per fault, and the seed of their dice.

import { el } from '/core/dom.js';
import { post } from '/core/link.js';
import { t } from '/words/words.js';

const NAMES = ['api_busy', 'api_timeout_before', 'api_timeout_after', 'token_revoked', 'reply_lost', 'attempt_not_delivered', 'duplicate_push', 'reorder'];
let faults = {};
let counts = {};
let seed = 1;
let shown = '';

const place = () => document.getElementById('fault-list');

/** Takes the settings and counts of the news. */
export function setFaults(settings, struck, dice) {
  [faults, counts, seed] = [settings, struck, dice];
  const key = JSON.stringify([faults, counts, seed]);
  if (key !== shown && !place().contains(document.activeElement)) drawFaults();
  shown = key;
  const on = NAMES.filter((name) => faults[name] > 0).length;
  const badge = document.getElementById('faults-badge');
  badge.hidden = on === 0;
  badge.textContent = String(on);
  badge.title = t('faultsOn', on);
}

/** Draws the sliders. */
export function drawFaults() {
  place().replaceChildren(seedRow(), ...NAMES.map((name) => {
    const percent = Math.round((faults[name] ?? 0) * 100);
    const value = el('output', { text: `${percent}%` });
    const slider = el('input', { type: 'range', min: '0', max: '100', step: '5', value: String(percent), id: `fault-${name}` });
    slider.addEventListener('input', () => { value.textContent = `${slider.value}%`; });
    slider.addEventListener('change', () => post('faults', { ...faults, [name]: Number(slider.value) / 100 }));
    return el('div', { class: 'dial' }, el('label', { for: `fault-${name}`, text: t(`f_${name}`) }), slider, value,
      el('span', { class: 'struck', text: counts[name] ? `×${counts[name]}` : '' }));
  }));
}

function seedRow() {
  const input = el('input', { type: 'number', id: 'fault-seed', min: '0', max: '9007199254740991', step: '1', value: String(seed) });
  input.addEventListener('change', () => { if (input.validity.valid && input.value !== '') post('faults/seed', { seed: Number(input.value) }); });
  return el('div', { class: 'seed' }, el('label', { for: 'fault-seed', text: t('seed') }), input, el('small', { class: 'quiet', text: t('seedHint') }));
}
