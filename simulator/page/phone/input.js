// The input bar: words, emoji, and everything else a person can send.

import { el, icon } from '/core/dom.js';
import { scanSheet } from '/phone/sheet.js';
import { t } from '/words/words.js';

const EMOJI = ['😀', '😂', '🥹', '😊', '😭', '😎', '🤔', '👍', '🙏', '🎉', '❤️', '🌙', '🌊', '🐳', '🍾', '☕'];

/** Builds the bar of a phone; `phone` has deed(body), picture(file), view, menu, draft. */
export function inputBar(phone) {
  const input = el('textarea', { rows: '1', maxlength: '4000', 'aria-label': `${phone.view.name}: ${t('say')}`, placeholder: t('say'), enterkeyhint: 'send' });
  const send = el('button', { type: 'button', class: 'send', onclick: () => say(), text: t('send') });
  const plus = el('button', { type: 'button', class: 'icon', 'aria-label': t('moreInputs'), 'aria-expanded': 'false', onclick: () => unfold('more') }, icon('more'));
  const smile = el('button', { type: 'button', class: 'icon', 'aria-label': t('emoji'), 'aria-expanded': 'false', onclick: () => unfold('emoji') }, icon('smile'));
  const menu = phone.menu.length ? el('button', { type: 'button', class: 'icon', 'aria-label': t('menuBar'), onclick: () => phone.toggleMenu(true) }, icon('menu')) : null;
  const swap = el('span', { class: 'swap' }, plus, send);
  const more = panelOfMore(phone, () => unfold(null));
  const emoji = el('div', { class: 'panel-emoji', hidden: true },
    ...EMOJI.map((sign) => el('button', { type: 'button', 'aria-label': sign, onclick: () => insert(sign), text: sign })));

  function typed() {
    phone.draft = input.value;
    input.style.height = 'auto';
    if (input.value) input.style.height = `${Math.min(input.scrollHeight + 2, 96)}px`;
    swap.classList.toggle('ready', input.value.trim() !== '');
  }

  function unfold(which) {
    more.hidden = which !== 'more' || !more.hidden;
    emoji.hidden = which !== 'emoji' || !emoji.hidden;
    plus.setAttribute('aria-expanded', String(!more.hidden));
    smile.setAttribute('aria-expanded', String(!emoji.hidden));
    phone.scroll();
  }

  function insert(sign) {
    input.setRangeText(sign, input.selectionStart, input.selectionEnd, 'end');
    typed();
    input.focus();
  }

  async function say() {
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    typed();
    const answer = await phone.deed({ do: 'say', text });
    // What was refused stays in the field.
    if (!answer && !input.value) { input.value = text; typed(); }
  }

  input.value = phone.draft;
  input.addEventListener('input', typed);
  input.addEventListener('keydown', (event) => {
    // While an input method composes, Enter chooses a word.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      say();
    }
  });
  typed();
  return { nodes: [el('div', { class: 'input-bar' }, menu, input, smile, swap), el('div', { class: 'panels' }, more, emoji)], focus: () => input.focus() };
}

function panelOfMore(phone, close) {
  const tile = (symbol, word) => [el('span', { class: 'tile', 'aria-hidden': 'true', text: symbol }), el('span', { text: t(word) })];
  const entry = (symbol, word, act) => el('button', { type: 'button', onclick: () => { close(); act(); } }, ...tile(symbol, word));
  const deed = (body) => () => phone.deed(body);
  const file = el('input', { type: 'file', accept: 'image/png,image/jpeg,image/gif', class: 'sr', tabindex: '-1', 'aria-hidden': 'true' });
  file.addEventListener('change', () => { if (file.files[0]) phone.picture(file.files[0]); file.value = ''; });
  return el('div', { class: 'panel-more', hidden: true },
    entry('🖼️', 'image', deed({ do: 'image' })), entry('📷', 'photo', () => file.click()),
    entry('🎙️', 'voice', deed({ do: 'voice' })), entry('🐳', 'sticker', deed({ do: 'sticker' })),
    entry('📍', 'location', deed({ do: 'location', latitude: 23.1065, longitude: 113.3245, label: t('place') })),
    entry('🎬', 'video', deed({ do: 'video' })),
    entry('🔗', 'link', deed({ do: 'link', title: t('linkTitle'), description: t('linkTitle'), url: 'https://example.com/' })),
    entry('◎', 'miniProgramCard', deed({ do: 'mini_program', title: t('miniProgram'), app_id: 'wx2c1d0a9b8e7f6a5b', page: 'pages/index' })),
    entry('📄', 'fileInput', deed({ do: 'file', name: t('fileName'), bytes: 20480 })),
    entry('🔳', 'scan', () => scanSheet(phone, (scene) => phone.deed({ do: 'scan', scene }))), file);
}
