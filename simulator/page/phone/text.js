// The words of a bubble: links become tappable, everything else stays text.

import { el } from '/core/dom.js';

const ANCHOR = /<a\s+[^>]*?href=["']([^"']*)["'][^>]*>([\s\S]*?)<\/a>/gi;

/** The words of a text. `choose(id, text)` is called for message-menu links, `visit(url)` for pages. */
export function words(text, { choose, visit }) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(ANCHOR)) {
    nodes.push(text.slice(end, match.index), anchor(match[1].replaceAll('&amp;', '&'), match[2], { choose, visit }));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}

function anchor(href, label, { choose, visit }) {
  if (href.startsWith('weixin://bizmsgmenu?')) {
    const query = new URLSearchParams(href.slice(href.indexOf('?') + 1));
    const tap = () => choose(query.get('msgmenuid') ?? '', query.get('msgmenucontent') ?? label);
    return el('button', { type: 'button', class: 'inline-link', onclick: tap, text: label });
  }
  if (!/^https?:\/\//i.test(href)) return label;
  return el('button', { type: 'button', class: 'inline-link', onclick: () => visit(href), text: label });
}
