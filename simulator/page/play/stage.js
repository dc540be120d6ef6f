// The stage: what a scenario can do with real phones, through the same interface as a person's clicks.

import { post } from '/core/link.js';
import { calm } from '/core/settings.js';
import { lastWords, shown, until, world } from '/core/world.js';
import { showCaption } from '/play/captions.js';
import { languageNow, t } from '/words/words.js';

const WAITING = /正在找|还在找|Looking for|Still looking/;
/** How long somebody types, in milliseconds. */
const TYPING = 20_000;
const MET = /遇到了|You met/;

/** Stopped by somebody. */
export class Stopped extends Error {}
/** Something did not appear. */
export class Missed extends Error {}

export class Stage {
  /** `cast`: role → phone id; `acts`: setCompare(on), look(id); `captions`: how many there will be. */
  constructor({ title, cast, acts, captions, signal, stop }) {
    Object.assign(this, { title, cast, acts, captions, signal, stop, told: 0 });
    this.since = Object.fromEntries(Object.entries(cast).map(([role, id]) => [role, world.phones.get(id)?.bubbles.length ?? 0]));
    this.kindBefore = world.news.account.kind;
    this.faultsBefore = world.news.faults;
  }

  check() { if (this.signal.aborted) throw new Stopped(); }

  /** Lets time pass, less where little motion is wanted. */
  async pause(ms) {
    this.check();
    await new Promise((done) => {
      const timer = setTimeout(done, calm() ? Math.min(ms, 120) : ms);
      this.signal.addEventListener('abort', () => { clearTimeout(timer); done(); }, { once: true });
    });
    this.check();
  }

  async caption(key, ms = 1_800) {
    this.told += 1;
    showCaption(t(key), { title: this.title, progress: this.told / this.captions, stop: this.stop });
    await this.pause(ms);
  }

  async act(role, body) {
    this.check();
    this.acts.look(this.cast[role]);
    return post(`phones/${this.cast[role]}`, body);
  }

  /** Somebody says a line; answers its push. */
  async say(role, key) {
    const answer = await this.act(role, { do: 'say', text: t(key) });
    return answer?.push;
  }

  /** Several lines, twenty seconds of the platform's clock apart, as people write. */
  async says(role, keys, gap = 350) {
    for (const key of keys) {
      await post('clock', { advance_ms: TYPING });
      await this.say(role, key);
      await this.pause(gap);
    }
  }

  /** Waits until a phone shows words or something that fits. */
  async sees(role, what, within = 30_000) {
    const fits = (text) => (what instanceof RegExp ? what.test(text) : text.includes(t(what)));
    const id = this.cast[role];
    const seen = await until(() => fits(shown(id, this.since[role])), { within, signal: this.signal });
    this.check();
    if (!seen) throw new Missed(`${role}: ${what instanceof RegExp ? what.source : t(what)}`);
    this.acts.look(id);
  }

  /** Waits until something about the world is so. */
  async holds(what, so, within = 30_000) {
    const held = await until(so, { within, signal: this.signal });
    this.check();
    if (!held) throw new Missed(what);
  }

  /** From now on `sees` looks at what is new. */
  mark() {
    for (const [role, id] of Object.entries(this.cast)) this.since[role] = world.phones.get(id)?.bubbles.length ?? 0;
  }

  /** Nobody else waits, and everybody is spoken to in the page's language. */
  async prepare() {
    const ids = Object.values(this.cast);
    for (const [id, { view }] of world.phones) {
      if (!ids.includes(id) && view.following && WAITING.test(lastWords(id))) await post(`phones/${id}`, { do: 'say', text: t('say_cancel') });
    }
    for (const role of Object.keys(this.cast)) {
      const { view } = world.phones.get(this.cast[role]);
      if (!view.following) await this.act(role, { do: 'follow' });
      await this.sees(role, /找人|find/i);
      if (languageNow() === 'en') {
        await this.say(role, 'say_language');
        await this.sees(role, /Chinese|中文/);
      }
    }
  }

  /** Both look for somebody and find each other. */
  async meet(second = 'say_find', gap = 700) {
    await this.say('a', 'say_find');
    await this.sees('a', WAITING);
    await this.pause(gap);
    await this.say('b', second);
    await this.sees('a', MET);
    await this.sees('b', MET);
  }

  async clock(ms) { this.check(); await post('clock', { advance_ms: ms }); await this.pause(400); }

  async faults(faults) { this.check(); await post('faults', faults); }

  async kind(kind) { this.check(); await post('account', { kind }); await this.holds('kind', () => world.news.account.kind === kind); }

  async compare(on) { this.acts.setCompare(on); await this.pause(300); }

  /** Undoes what stays after a scenario: faults, and the kind of account. */
  async restore() {
    await post('faults', this.faultsBefore);
    if (world.news.account.kind !== this.kindBefore) await post('account', { kind: this.kindBefore });
  }
}
