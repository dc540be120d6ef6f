// The event log: one row per push with its attempts, one per API call; a row opens into everything on the wire.

import { el } from '/core/dom.js';
import { hourMinuteSecond } from '/core/clock.js';
import { detail } from '/panel/inspect.js';
import { journal, resetPushes, takeLines } from '/panel/pushes.js';
import { showPanel } from '/panel/tabs.js';
import { verdictText } from '/panel/verdict.js';
import { t } from '/words/words.js';

let filter = 'all';
let nameOf = () => '';
let opened = null;

const list = () => document.getElementById('rows');

/** Starts afresh: a full log follows. */
export function resetJournal() {
  resetPushes();
  list().replaceChildren();
}

export function startJournal(names) {
  nameOf = names;
  for (const button of document.querySelectorAll('[data-filter]')) {
    button.addEventListener('click', () => {
      filter = button.dataset.filter;
      for (const other of document.querySelectorAll('[data-filter]')) other.setAttribute('aria-pressed', String(other === button));
      redraw();
    });
  }
}

/** Takes new log lines. */
export function addLines(lines, from) {
  const near = list().scrollHeight - list().scrollTop - list().clientHeight < 60;
  for (const entry of takeLines(lines, from)) {
    if (entry.gone) entry.node?.remove();
    else draw(entry);
  }
  document.getElementById('rows-empty').hidden = journal.entries.length > 0;
  if (near && !opened) list().scrollTop = list().scrollHeight;
}

const isTrouble = (entry) => entry.type === 'fault' || (entry.type === 'api' && (entry.errcode !== 0 || !entry.answered))
  || (entry.type === 'push' && (entry.state === 'failed' || entry.attempts.some((a) => a.kind === 'failed')));

const visible = (entry) => filter === 'all' || filter === entry.type || (filter === 'trouble' && isTrouble(entry));

function draw(entry) {
  const node = render(entry);
  if (entry.node?.isConnected) entry.node.replaceWith(node);
  else list().append(node);
  entry.node = node;
  node.hidden = !visible(entry);
}

/** Draws every row again: another language or filter. */
export function redraw() {
  list().replaceChildren(...journal.entries.map((entry) => { entry.node = render(entry); entry.node.hidden = !visible(entry); return entry.node; }));
  list().scrollTop = list().scrollHeight;
}

/** Opens the row of a push. */
export function inspect(push) {
  const entry = journal.pushes.get(push);
  if (!entry) return;
  showPanel('journal');
  toggle(entry, true);
  entry.node.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
}

function toggle(entry, open = opened !== entry) {
  const before = opened;
  opened = open ? entry : null;
  if (before && before !== entry && before.node?.isConnected) draw(before);
  draw(entry);
}

function render(entry) {
  const body = entry.type === 'push' ? renderPush(entry) : entry.type === 'api' ? renderApi(entry) : renderFault(entry);
  const who = entry.phone ? el('span', { class: 'who', 'data-tone': String(entry.phone % 6), text: nameOf(entry.phone) }) : null;
  const line = [el('time', { text: hourMinuteSecond(entry.at_ms) }), el('span', { class: 'what' }, who, ...body)];
  const open = opened === entry;
  const head = entry.type === 'fault' ? el('div', { class: 'line' }, ...line)
    : el('button', { type: 'button', class: 'line', 'aria-expanded': String(open), onclick: () => toggle(entry) }, ...line);
  return el('li', { class: `entry ${entry.type}${isTrouble(entry) ? ' bad' : ''}${open ? ' opened' : ''}` }, head, open ? detail(entry) : null);
}

function renderPush(entry) {
  const steps = entry.attempts.map((a) => el('span', { class: `attempt ${a.verdict ? a.kind : 'open'}`, 'aria-label': `${t('attempt', a.number)}: ${verdictText(a.verdict)}` },
    el('b', { text: String(a.number) }), verdictText(a.verdict)));
  return [el('span', { class: 'kind', text: `↑ ${entry.kind ? t(`kind_${entry.kind}`) : t('pushes')}` }), ...steps,
    entry.state === 'failed' ? el('span', { class: 'attempt failed wide', text: t('pushFailed') }) : null];
}

function renderApi(entry) {
  const path = entry.path.replace(/^\/cgi-bin\//, '');
  const end = entry.errcode !== 0 ? String(entry.errcode) : !entry.carried_out ? t('notCarriedOut') : !entry.answered ? t('noAnswer') : 'ok';
  return [el('span', { class: 'kind path', text: `↓ ${path}` }), el('span', { class: `code ${end === 'ok' ? 'fine' : 'bad'}`, text: end })];
}

const renderFault = (entry) => [el('span', { class: 'kind', text: `⚡ ${t(`f_${entry.fault}`)}` })];
