// One push or one call in full: requests, answers, the five-second bars, and a line for the shell.

import { el, toast } from '/core/dom.js';
import { get } from '/core/link.js';
import { bar } from '/phone/ways.js';
import { split } from '/panel/pushes.js';
import { verdictText } from '/panel/verdict.js';
import { t } from '/words/words.js';

/** A place that fills itself. */
export function detail(entry) {
  const node = el('div', { class: 'detail' }, el('p', { class: 'quiet', text: t('loading') }));
  const path = entry.type === 'push' ? `pushes/${entry.id}` : `calls/${entry.index}`;
  get(path).then((found) => {
    if (!found) node.replaceChildren(el('p', { class: 'quiet', text: t('gone') }));
    else node.replaceChildren(...(entry.type === 'push' ? pushDetail(found) : callDetail(found)));
  });
  return node;
}

function pushDetail(push) {
  return [...push.attempts.map(attempt), block(t('plainBody'), pretty(push.plain), true)];
}

function attempt(a) {
  const kind = a.verdict ? split(a.verdict)[0] : 'open';
  const took = a.ended_ms ? t('tookMs', a.ended_ms - a.sent_ms) : '';
  const wire = a.wire;
  const answer = !wire ? null : wire.answer ? `${wire.answer.status}\n${pretty(wire.answer.body)}` : wire.problem;
  return el('div', { class: `one ${kind}` },
    el('div', { class: 'one-head' }, el('b', { text: t('attemptN', a.number) }), bar({ kind, verdict: a.verdict, sent: a.sent_ms, ended: a.ended_ms }),
      el('span', { class: 'quiet', text: `${verdictText(a.verdict)} · ${took}` }),
      wire ? el('button', { type: 'button', class: 'copy', onclick: () => copy(wire.curl), text: t('copyCurl') }) : null),
    wire ? block(t('wireRequest'), `POST ${wire.url}\n${wire.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${pretty(wire.body)}`) : null,
    wire ? block(t('wireAnswer'), answer ?? t('noAnswerYet')) : null);
}

function callDetail(call) {
  const query = call.query ? `?${call.query}` : '';
  return [block(t('request'), `${call.method} ${call.path}${query}\n\n${pretty(call.body)}`, true),
    block(t('answer'), call.answer ? `${call.answer.status}\n${pretty(call.answer.body)}` : t('noAnswer'), true)];
}

function block(title, text, open = false) {
  return el('details', { class: 'wire', open }, el('summary', { text: title }), el('pre', { text: text.trim() }));
}

/** XML and JSON with line breaks; anything else as it is. */
function pretty(text) {
  if (text.startsWith('{') || text.startsWith('[')) {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  }
  return text.startsWith('<xml>') ? text.replaceAll(/>\s*<(?!!\[CDATA|\/)/g, '>\n  <').replace(/\s*<\/xml>$/, '\n</xml>') : text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('copied'));
  } catch {
    toast(text);
  }
}
