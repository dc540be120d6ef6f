// The caption at the foot of the page while something plays, and the card at its end.

import { el } from '/core/dom.js';
import { t } from '/words/words.js';

const box = () => document.getElementById('caption');

/** Shows a caption; `progress` from 0 to 1. */
export function showCaption(text, { title, progress, stop }) {
  const bar = el('i', {});
  bar.style.width = `${Math.round(progress * 100)}%`;
  const words = el('p', { class: 'caption-text', text });
  const previous = box().querySelector('.caption-bar i')?.style.width;
  box().replaceChildren(el('div', { class: 'caption-head' }, el('small', { text: title }), el('button', { type: 'button', class: 'caption-stop', id: 'caption-stop', onclick: stop, text: t('skip') })),
    words, el('div', { class: 'caption-bar', 'aria-hidden': 'true' }, bar));
  if (previous) bar.animate([{ width: previous }, { width: bar.style.width }], { duration: 400, easing: 'ease-out' });
  box().dataset.state = 'playing';
  box().hidden = false;
}

/** Shows the end: a sentence, a score, and what can be done now. */
export function showEnd({ title, text, score, state = 'ended', buttons }) {
  box().replaceChildren(el('div', { class: 'caption-head' }, el('small', { text: title }), el('button', { type: 'button', class: 'caption-stop', onclick: hideCaption, 'aria-label': t('close'), text: '✕' })),
    el('p', { class: 'caption-text', text }), score ? el('p', { class: 'caption-score', text: score }) : null,
    el('div', { class: 'caption-buttons' }, ...buttons.map(([word, act, main]) => el('button', { type: 'button', class: main ? 'main' : '', onclick: act, text: t(word) }))));
  box().dataset.state = state;
  box().hidden = false;
}

/** Takes it away. */
export function hideCaption() {
  box().hidden = true;
  box().dataset.state = 'none';
  box().replaceChildren();
}
