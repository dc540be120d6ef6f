// One bubble of a chat, in WeChat's manner.

import { el, icon } from './dom.js';
import { t } from './words.js';

const ANCHOR = /<a\s+[^>]*?href=["']([^"']*)["'][^>]*>([\s\S]*?)<\/a>/gi;

/** The words of a text, its links made tappable. `choose(id, text)` is called for message-menu links. */
export function words(text, choose) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(ANCHOR)) {
    nodes.push(text.slice(end, match.index), anchor(match[1].replaceAll('&amp;', '&'), match[2], choose));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}

function anchor(href, label, choose) {
  if (href.startsWith('weixin://bizmsgmenu?')) {
    const query = new URLSearchParams(href.slice(href.indexOf('?') + 1));
    const tap = () => choose(query.get('msgmenuid') ?? '', query.get('msgmenucontent') ?? label);
    return el('button', { type: 'button', class: 'inline-link', onclick: tap, text: label });
  }
  const safe = /^https?:\/\//i.test(href);
  return safe ? el('a', { href, target: '_blank', rel: 'noopener noreferrer', text: label }) : label;
}

/** The inside of a bubble. */
function content(bubble, choose) {
  const picture = () => el('img', { class: 'picture', src: `/simulator/media/${encodeURIComponent(bubble.media_id)}`, alt: bubble.text, width: '120', height: '90' });
  switch (bubble.kind) {
    case 'image': return [picture()];
    case 'video': return [el('span', { class: 'film' }, picture(), icon('play'))];
    case 'voice': return [el('span', { class: 'voice' }, icon('voice'), el('span', { text: '3″' }))];
    case 'sticker': return [el('span', { class: 'sticker', role: 'img', 'aria-label': t('sticker'), text: '🐳' })];
    case 'location': return [el('span', { class: 'card place' }, el('b', { text: bubble.text }), el('span', { class: 'map' }, icon('pin')))];
    case 'link':
    case 'news': return [article(bubble)];
    case 'mini_program': return [el('span', { class: 'card' }, el('b', { text: bubble.text }), el('small', { text: t('miniProgram') }))];
    case 'music': return [el('span', { class: 'card' }, el('b', { text: `🎵 ${bubble.text}` }), el('small', { text: t('music') }))];
    case 'message_menu': return [menu(bubble, choose)];
    default: return words(bubble.text, choose);
  }
}

function article(bubble) {
  const [title, ...rest] = bubble.text.split('\n');
  const card = el('span', { class: 'card' }, el('b', { text: title }), rest.length ? el('span', { class: 'description', text: rest.join('\n') }) : null);
  if (!/^https?:\/\//i.test(bubble.url ?? '')) return card;
  return el('a', { class: 'card-link', href: bubble.url, target: '_blank', rel: 'noopener noreferrer' }, card, el('small', { text: t('readMore') }));
}

function menu(bubble, choose) {
  const choices = bubble.choices.map((c) => el('button', { type: 'button', class: 'choice', onclick: () => choose(c.id, c.content), text: c.content }));
  return el('span', { class: 'menu-message' }, bubble.text ? el('span', { text: bubble.text }) : null, ...choices);
}

/** How it came, for the title of the bubble. */
function origin(bubble) {
  if (bubble.via.passive) return t('passive');
  if (bubble.via.customer) return t('customer', ...bubble.via.customer.n_of);
  return '';
}

/** A row of the chat. */
export function bubbleRow(bubble, { choose, initial }) {
  if (bubble.from === 'system') {
    return el('li', { class: `row system ${bubble.kind}` }, el('span', { class: 'pill', text: bubble.text }));
  }
  const mine = bubble.from === 'me';
  const bare = ['image', 'video', 'sticker'].includes(bubble.kind);
  const box = el('div', { class: `bubble${bare ? ' bare' : ''}` }, ...content(bubble, choose));
  const tag = origin(bubble);
  const foot = [bubble.persona ? t('persona', bubble.persona) : '', tag].filter(Boolean).join(' · ');
  const column = el('div', { class: 'column' }, box,
    bubble.ai_note ? el('small', { class: 'ai', text: t('aiNote') }) : null,
    foot ? el('small', { class: bubble.via.customer ? 'origin customer' : 'origin', text: foot }) : null);
  const avatar = el('span', { class: mine ? 'avatar mine' : 'avatar bottle', 'aria-hidden': 'true', text: mine ? initial : '🍾' });
  const mark = mine ? el('span', { class: 'mark', 'data-push': bubble.via.own.push }) : null;
  return el('li', { class: `row ${mine ? 'me' : 'account'}` }, avatar, column, mark);
}
