// A sheet that rises from the foot of a phone and asks one thing.

import { el } from '/core/dom.js';
import { t } from '/words/words.js';

/** Asks what a code holds; `done(text)` gets it. */
export function scanSheet(phone, done) {
  const input = el('input', { type: 'text', maxlength: '64', value: 'demo', 'aria-label': t('scanHint') });
  const close = () => { sheet.remove(); };
  const form = el('form', { class: 'sheet', role: 'dialog', 'aria-label': t('scanTitle') },
    el('b', { text: t('scanTitle') }), el('span', { class: 'viewfinder', 'aria-hidden': 'true' }), el('label', {}, el('small', { text: t('scanHint') }), input),
    el('div', { class: 'sheet-buttons' }, el('button', { type: 'button', class: 'plain', onclick: close, text: t('cancel') }), el('button', { type: 'submit', class: 'go', text: t('scanDo') })));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    close();
    done(text);
  });
  const sheet = el('div', { class: 'veil', onclick: (event) => { if (event.target === sheet) close(); } }, form);
  sheet.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
  phone.frame.append(sheet);
  input.select();
}
