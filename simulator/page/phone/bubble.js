// One bubble of a chat, in WeChat's manner.

import { el, icon } from '/core/dom.js';
import { words } from '/phone/text.js';
import { t } from '/words/words.js';

const isPage = (url) => /^https?:\/\//i.test(url ?? '');

/** The inside of a bubble. */
function content(bubble, acts) {
  const picture = () => el('img', { class: 'picture', src: `/simulator/media/${encodeURIComponent(bubble.media_id)}`, alt: bubble.text, width: '140', height: '105' });
  switch (bubble.kind) {
    case 'image': return [picture()];
    case 'video': return [el('span', { class: 'film' }, picture(), icon('play'))];
    case 'voice': return [el('span', { class: 'voice' }, icon('voice'), el('span', { text: '3″' }))];
    case 'sticker': return [el('span', { class: 'sticker', role: 'img', 'aria-label': t('sticker'), text: '🐳' })];
    case 'location': return [el('span', { class: 'card place' }, el('b', { text: bubble.text }), el('span', { class: 'map' }, icon('pin')))];
    case 'link':
    case 'news': return [article(bubble, acts)];
    case 'file': return [el('span', { class: 'card file' }, el('span', {}, el('b', { text: bubble.text }), el('small', { text: t('fileInput') })), el('span', { class: 'sheet-icon', 'aria-hidden': 'true', text: '📄' }))];
    case 'mini_program': return [el('span', { class: 'card mini' }, el('b', { text: bubble.text }), el('span', { class: 'thumb', 'aria-hidden': 'true' }), el('small', { text: `◎ ${t('miniProgram')}` }))];
    case 'music': return [el('span', { class: 'card file' }, el('span', {}, el('b', { text: bubble.text }), el('small', { text: t('musicNote') })), el('span', { class: 'sheet-icon', 'aria-hidden': 'true', text: '🎵' }))];
    case 'template': return [notice(bubble)];
    case 'message_menu': return [menu(bubble, acts)];
    default: return words(bubble.text, acts);
  }
}

function article(bubble, { visit }) {
  const [title, ...rest] = bubble.text.split('\n');
  const card = el('span', { class: 'card article' }, el('b', { text: title }),
    el('span', { class: 'lead' }, el('small', { class: 'description', text: rest.join('\n') || bubble.url || '' }), el('span', { class: 'thumb', 'aria-hidden': 'true' })));
  if (!isPage(bubble.url)) return card;
  return el('button', { type: 'button', class: 'card-link', onclick: () => visit(bubble.url) }, card);
}

/** A template message: title, lines, and where it leads. */
function notice(bubble) {
  const [title, ...rest] = bubble.text.split('\n');
  return el('span', { class: 'card notice-card' }, el('b', { text: title }), el('span', { class: 'description', text: rest.join('\n') }));
}

function menu(bubble, { choose }) {
  const choices = bubble.choices.map((c) => el('button', { type: 'button', class: 'choice', onclick: () => choose(c.id, c.content), text: c.content }));
  return el('span', { class: 'menu-message' }, bubble.text ? el('span', { text: bubble.text }) : null, ...choices);
}

/** How it came: free of charge, or which send of how many. */
function origin(bubble) {
  if (bubble.via.passive) return el('small', { class: 'origin', text: t('passive') });
  if (!bubble.via.customer) return null;
  const [n, of] = bubble.via.customer.n_of;
  const dots = Array.from({ length: of }, (_, i) => el('i', { class: i < n ? 'on' : '' }));
  return el('small', { class: 'origin customer' }, el('span', { class: 'slots', 'aria-hidden': 'true' }, ...dots), t('customer', n, of));
}

/** A row of the chat. `acts`: choose, visit, inspect; `initial`: the letter on the person's picture. */
export function bubbleRow(bubble, acts, initial) {
  if (bubble.from === 'system') {
    return el('li', { class: `row system ${bubble.kind}` }, el('span', { class: 'pill', text: bubble.text }));
  }
  const mine = bubble.from === 'me';
  const bare = ['image', 'video', 'sticker'].includes(bubble.kind);
  const sheet = ['link', 'news', 'location', 'file', 'mini_program', 'music', 'template'].includes(bubble.kind);
  const box = el('div', { class: `bubble${bare ? ' bare' : ''}${sheet ? ' paper' : ''}` }, ...content(bubble, acts));
  const push = bubble.via.own?.push ?? bubble.via.passive?.push;
  const foot = mine ? el('div', { class: 'way', 'data-push': String(push) }) : el('div', { class: 'foot-line' },
    bubble.persona ? el('small', { class: 'origin', text: t('persona', bubble.persona) }) : null, origin(bubble));
  const column = el('div', { class: 'column' }, box,
    bubble.ai_note ? el('small', { class: 'ai', text: t('aiNote') }) : null, foot);
  const avatar = el('span', { class: mine ? 'avatar mine' : 'avatar bottle', 'aria-hidden': 'true', text: mine ? initial : '' }, mine ? null : icon('bottle'));
  const row = el('li', { class: `row ${mine ? 'me' : 'account'}` }, avatar, column, mine ? el('span', { class: 'mark', 'data-push': String(push) }) : null);
  if (push && acts.inspect) {
    row.dataset.inspect = String(push);
    box.addEventListener('click', (event) => { if (!event.target.closest('button, a')) acts.inspect(push); });
    box.title = t('openDetail');
  }
  return row;
}
