// What the simulator told so far: both worlds, merged from its news, and waiting for something to be so.

import { setClock } from '/core/clock.js';

/** `phones`: id → { view, bubbles }; `second`: the same of the naive relay's world, and the score. */
export const world = { news: null, lost: false, phones: new Map(), second: null };

const listeners = new Set();

/** Calls `listener(changed)` after every piece of news; `changed` has the ids that changed. */
export function follow(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function merge(phones, views) {
  const fresh = [];
  for (const view of views) {
    const known = phones.get(view.id) ?? { bubbles: [] };
    const bubbles = [...known.bubbles.slice(0, view.bubbles_from), ...view.bubbles];
    phones.set(view.id, { view: { ...view, bubbles: null }, bubbles, from: view.bubbles_from });
    fresh.push(view.id);
  }
  return fresh;
}

/** Takes one piece of news. */
export function take(news) {
  setClock(news.clock);
  world.news = news;
  world.lost = false;
  const changed = { phones: merge(world.phones, news.phones), second: [], log: news.log, logFrom: news.log_from };
  if (news.second) {
    world.second ??= { phones: new Map(), lines: [] };
    changed.second = merge(world.second.phones, news.second.phones);
    world.second.ours = news.second.ours;
    world.second.theirs = news.second.theirs;
    if (news.second.lines) world.second.lines = news.second.lines;
  }
  for (const listener of listeners) listener(changed);
}

/** The link broke. */
export function loseLink() {
  world.lost = true;
  for (const listener of listeners) listener({ phones: [], second: [], log: [], logFrom: 0 });
}

/** Waits until something is so; `false` when it is not within that time or the signal said to stop. */
export function until(so, { within = 20_000, signal } = {}) {
  return new Promise((done) => {
    if (so()) { done(true); return; }
    const end = (result) => { stop(); clearTimeout(timer); signal?.removeEventListener('abort', aborted); done(result); };
    const aborted = () => end(false);
    const stop = follow(() => { if (so()) end(true); });
    const timer = setTimeout(() => end(so()), within);
    signal?.addEventListener('abort', aborted);
  });
}

/** What the account has shown somebody, as one text; since a number of bubbles. */
export function shown(id, since = 0) {
  const bubbles = world.phones.get(id)?.bubbles.slice(since) ?? [];
  return bubbles.filter((b) => b.from === 'account').map((b) => b.text).join('\n');
}

/** The words of that person's last bubble from the account. */
export const lastWords = (id) => world.phones.get(id)?.bubbles.filter((b) => b.from === 'account').at(-1)?.text ?? '';
