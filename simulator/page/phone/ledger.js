// The ledger chip: how many pushes the account has left for one person, for how long, and what has not reached them yet.

import { el } from '/core/dom.js';
import { now, span } from '/core/clock.js';
import { t } from '/words/words.js';

/** Builds a chip; `update(ledger, following)` takes news, `tick()` runs every second. */
export function ledgerChip() {
  const label = el('span', { class: 'chip-label' });
  const left = el('span', { class: 'chip-time' });
  const dots = el('span', { class: 'chip-dots', 'aria-hidden': 'true' });
  const node = el('div', { class: 'chip', role: 'status', 'aria-live': 'off' }, dots, label, left);
  let grants = [];
  let following = false;

  function tick() {
    const open = grants.filter((g) => g.until_ms > now());
    const best = open.reduce((a, b) => (!a || b.left > a.left || (b.left === a.left && b.until_ms > a.until_ms) ? b : a), null);
    node.dataset.state = !following ? 'none' : !best ? 'closed' : best.left === 0 ? 'used' : best.left === 1 ? 'low' : 'open';
    label.textContent = !following ? t('notFollowing') : !best ? t('closed') : best.left ? t('open', best.left, best.limit) : t('usedUp');
    left.textContent = following && best ? shortSpan(best.until_ms - now()) : '';
    node.title = open.map((g) => `${t(`class_${g.class}`)}: ${g.left}/${g.limit} · ${t('until', span(g.until_ms - now()))}`).join('\n');
    const count = following && best ? best.limit : 0;
    while (dots.childElementCount > count) dots.lastChild.remove();
    while (dots.childElementCount < count) dots.append(el('i'));
    [...dots.children].forEach((dot, n) => dot.classList.toggle('spent', n >= (best?.left ?? 0)));
  }

  function update(ledger, follows) {
    grants = ledger.grants;
    following = follows;
    tick();
  }

  return { node, update, tick };
}

/** 47:58 above an hour (hours and minutes), 0:42 below (minutes and seconds). */
function shortSpan(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [big, small] = seconds >= 3600 ? [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)] : [Math.floor(seconds / 60), seconds % 60];
  return `${big}:${String(small).padStart(2, '0')}`;
}
