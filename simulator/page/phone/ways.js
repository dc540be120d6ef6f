// Under every line of one's own: its attempts with their five seconds while they are open, and what became of it.

import { el } from '/core/dom.js';
import { now } from '/core/clock.js';
import { t } from '/words/words.js';

const FIVE = 5_000;

/** Draws the way of every push into its place under the bubble, and the mark beside it. `pushOf` and `fateOf` say what is known of one. */
export function drawWays(list, pushOf, fateOf) {
  for (const node of list.querySelectorAll('.way')) {
    const id = Number(node.dataset.push);
    const push = pushOf(id);
    const fate = fateOf(id);
    const key = JSON.stringify([push?.state, push?.attempts.map((a) => [a.number, a.verdict]), fate, document.documentElement.lang]);
    if (node.dataset.drawn === key) continue;
    node.dataset.drawn = key;
    node.replaceChildren(...[attempts(push), verdict(fate)].filter(Boolean));
  }
  for (const mark of list.querySelectorAll('.mark')) {
    const id = Number(mark.dataset.push);
    const state = fateOf(id)?.lost ? 'failed' : pushOf(id)?.state ?? 'answered';
    mark.className = `mark ${state}`;
    mark.title = state === 'failed' ? t('failedMark') : state === 'open' ? t('waitingMark') : '';
  }
}

/** Bars of five seconds: shown while a push is open, and for good once there was more than one attempt. */
function attempts(push) {
  if (!push || (push.state !== 'open' && push.attempts.length < 2)) return null;
  return el('span', { class: `tries ${push.state}`, role: 'img', 'aria-label': t('attemptN', push.attempts.length) }, ...[1, 2, 3].map((number) => bar(push.attempts.find((a) => a.number === number))));
}

/** One attempt; `null` for one that was not made. */
export function bar(attempt) {
  const open = attempt && !attempt.verdict;
  const kind = !attempt ? 'none' : open ? 'open' : attempt.kind;
  const node = el('i', { class: `try ${kind}` }, el('b', {}));
  if (open) node.firstChild.style.animationDelay = `${-Math.max(0, now() - attempt.sent)}ms`;
  else if (attempt) node.firstChild.style.width = `${Math.min(100, Math.max(6, ((attempt.ended - attempt.sent) / FIVE) * 100))}%`;
  return node;
}

function verdict(fate) {
  if (!fate || fate.fate === 'arrived') return null;
  if (fate.fate === 'waiting') return el('small', { class: 'fate waiting', text: t('waitingLine') });
  const text = fate.fate === 'failed' ? t('lostFailed') : fate.code ? t('lostCode', fate.code) : t('lostCall');
  return el('small', { class: 'fate lost', text });
}
