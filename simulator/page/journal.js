// The event log: one row per push with its attempts, one per API call.

import { el } from './dom.js';
import { hourMinuteSecond } from './clock.js';
import { t } from './words.js';

const MAX_ROWS = 400;
const pushes = new Map();
let rows = [];
let filter = 'all';
let nameOf = () => '';

const list = () => document.getElementById('rows');

/** Open, answered or failed. */
export const pushState = (id) => pushes.get(id)?.state ?? 'answered';

/** Starts afresh: a full log follows. */
export function resetJournal() {
  pushes.clear();
  rows = [];
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
export function addLines(lines) {
  const before = list().scrollHeight - list().scrollTop - list().clientHeight < 60;
  for (const line of lines) take(line);
  while (rows.length > MAX_ROWS) rows.shift().node?.remove();
  document.getElementById('rows-empty').hidden = rows.length > 0;
  if (before) list().scrollTop = list().scrollHeight;
}

function take({ at_ms, phone, event }) {
  switch (event.type) {
    case 'push_created':
      add(push(event.push, { at_ms, phone, kind: event.kind }));
      break;
    case 'attempt_sent':
      attempt(push(event.push, { at_ms, phone }), event.number, null);
      break;
    case 'attempt_ended':
      ended(push(event.push, { at_ms, phone }), event);
      break;
    case 'push_failed':
      push(event.push, { at_ms, phone }).state = 'failed';
      draw(pushes.get(event.push));
      break;
    case 'api':
      add({ type: 'api', at_ms, phone, ...pick(event) });
      break;
    case 'fault':
      add({ type: 'fault', at_ms, phone, fault: event.fault });
      break;
    default:
  }
}

const pick = ({ path, errcode, carried_out, answered, delay_ms }) => ({ path, errcode, carried_out, answered, delay_ms });

/** The row of a push; pushes older than the log's beginning get one when they are first heard of. */
function push(id, { at_ms, phone, kind }) {
  let row = pushes.get(id);
  if (!row) {
    row = { type: 'push', id, at_ms, phone, kind, state: 'open', attempts: [] };
    pushes.set(id, row);
    if (!kind) add(row);
  }
  return row;
}

function attempt(row, number, verdict) {
  const found = row.attempts.find((a) => a.number === number);
  if (found) found.verdict = verdict;
  else row.attempts.push({ number, verdict });
  draw(row);
}

function ended(row, { number, verdict }) {
  attempt(row, number, verdict);
  const [kind] = split(verdict);
  if (['nothing', 'shown', 'unshown'].includes(kind)) row.state = 'answered';
  draw(row);
}

/** A verdict as kind and detail: "nothing", {shown: "text"}, {failed: {status: 502}} … */
function split(verdict) {
  if (typeof verdict === 'string') return [verdict, null];
  const [[kind, detail]] = Object.entries(verdict);
  return [kind, detail];
}

function verdictText(verdict) {
  if (!verdict) return t('v_open');
  const [kind, detail] = split(verdict);
  if (kind === 'shown') return t('v_shown', t(`kind_${detail}`));
  if (kind === 'failed' || kind === 'unshown') {
    const [why, value] = split(detail);
    return t(`v_${why}`, typeof value === 'object' ? '' : value);
  }
  return t(`v_${kind}`);
}

const isTrouble = (row) => row.type === 'fault' || (row.type === 'api' && (row.errcode !== 0 || !row.answered))
  || (row.type === 'push' && (row.state === 'failed' || row.attempts.some((a) => a.verdict && split(a.verdict)[0] === 'failed')));

const visible = (row) => filter === 'all' || filter === row.type || (filter === 'trouble' && isTrouble(row));

function add(row) {
  if (rows.includes(row)) return;
  rows.push(row);
  draw(row, true);
}

function draw(row, fresh = false) {
  const node = render(row);
  if (row.node?.isConnected) row.node.replaceWith(node);
  else if (fresh) list().append(node);
  row.node = node;
  node.hidden = !visible(row);
}

/** Draws every row again: another language or filter. */
export function redraw() {
  list().replaceChildren(...rows.map((row) => { row.node = render(row); row.node.hidden = !visible(row); return row.node; }));
  list().scrollTop = list().scrollHeight;
}

function render(row) {
  const body = row.type === 'push' ? renderPush(row) : row.type === 'api' ? renderApi(row) : renderFault(row);
  const who = row.phone ? el('span', { class: 'who', 'data-tone': String(row.phone % 6), text: nameOf(row.phone) }) : null;
  return el('li', { class: `entry ${row.type}${isTrouble(row) ? ' bad' : ''}` },
    el('time', { text: hourMinuteSecond(row.at_ms) }), el('div', { class: 'what' }, who, ...body));
}

function renderPush(row) {
  const steps = row.attempts.map((a) => {
    const kind = a.verdict ? split(a.verdict)[0] : 'open';
    return el('span', { class: `attempt ${kind}`, 'aria-label': `${t('attempt', a.number)}: ${verdictText(a.verdict)}` }, el('b', { text: String(a.number) }), verdictText(a.verdict));
  });
  return [el('span', { class: 'kind', text: `↑ ${row.kind ? t(`kind_${row.kind}`) : t('pushes')}` }), ...steps,
    row.state === 'failed' ? el('span', { class: 'attempt failed wide', text: t('pushFailed') }) : null].filter(Boolean);
}

function renderApi(row) {
  const path = row.path.replace(/^\/cgi-bin\//, '');
  const end = row.errcode !== 0 ? String(row.errcode) : !row.carried_out ? t('notCarriedOut') : !row.answered ? t('noAnswer') : 'ok';
  return [el('span', { class: 'kind path', text: `↓ ${path}` }), el('span', { class: `code ${end === 'ok' ? 'fine' : 'bad'}`, text: end })];
}

const renderFault = (row) => [el('span', { class: 'kind', text: `⚡ ${t(`f_${row.fault}`)}` })];
