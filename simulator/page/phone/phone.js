// One phone: its chat, its foot, and what stands above it.

import { el, icon } from '/core/dom.js';
import { hourMinute, now, stamp } from '/core/clock.js';
import { post, postFile } from '/core/link.js';
import { bubbleRow } from '/phone/bubble.js';
import { openPage } from '/phone/browser.js';
import { inputBar } from '/phone/input.js';
import { ledgerChip } from '/phone/ledger.js';
import { menuBar } from '/phone/menu.js';
import { drawWays } from '/phone/ways.js';
import { isStranger, setStranger } from '/phone/stranger.js';
import { t } from '/words/words.js';

/** A pause this long gets a time line, in milliseconds. */
const PAUSE = 5 * 60_000;

export class Phone {
  /** `options`: readOnly, pushOf(id), fateOf(id), inspect(id). */
  constructor(view, account, options = {}) {
    this.id = view.id;
    this.account = account;
    this.options = options;
    this.bubbles = [];
    this.menu = [];
    this.openMenu = false;
    this.view = view;
    this.draft = '';
    this.chip = ledgerChip();
    this.node = el('article', { class: `device${options.readOnly ? ' read-only' : ''}`, 'data-phone': String(view.id), 'data-tone': String(view.id % 6) });
    this.build();
  }

  deed(body) { return post(`phones/${this.id}`, body); }

  picture(file) { return postFile(`phones/${this.id}/image`, file); }

  visit(url) { openPage(this, url); }

  acts() {
    if (this.options.readOnly) return { choose: () => {}, visit: () => {} };
    return { choose: (id, text) => this.deed({ do: 'choose', id, text }), visit: (url) => this.visit(url), inspect: this.options.inspect };
  }

  /** Builds the frame; also after a change of language. */
  build() {
    const { name } = this.view;
    const { readOnly } = this.options;
    this.initial = [...name].at(/[a-z]/i.test(name) ? 0 : -1);
    this.time = el('span', { class: 'time' });
    this.title = el('span', { class: 'title' });
    this.mailbox = el('span', { class: 'mailbox', hidden: true });
    this.strangerMark = el('span', { class: 'stranger-mark', hidden: true, title: t('strangerHint'), text: '🤖' });
    this.popover = el('div', { class: 'popover', hidden: true });
    this.moreButton = el('button', { type: 'button', class: 'icon', 'aria-label': t('phoneMenu'), 'aria-haspopup': 'true', onclick: () => this.togglePopover() }, icon('dots'));
    this.list = el('ol', { class: 'chat', role: 'log', 'aria-live': readOnly ? 'off' : 'polite', 'aria-label': t('chat', name), tabindex: '0' });
    this.foot = el('div', { class: 'foot' });
    this.frame = el('div', { class: 'frame' },
      el('div', { class: 'status', 'aria-hidden': 'true' }, this.time, el('span', { class: 'island' }), el('span', { class: 'signs' }, icon('signal'), icon('battery'))),
      el('div', { class: 'top' }, el('span', { class: 'icon', 'aria-hidden': 'true' }, icon('back')), this.title, readOnly ? el('span') : this.moreButton, this.popover),
      this.list, this.foot);
    this.node.replaceChildren(
      el('div', { class: 'caption' }, el('span', { class: 'avatar mine small', 'aria-hidden': 'true', text: this.initial }), el('h2', { text: name }), this.strangerMark, this.mailbox, this.chip.node), this.frame);
    this.buildFoot();
    this.showAll();
    this.refresh();
  }

  togglePopover() {
    const stranger = isStranger(this.id);
    const entry = (word, act) => el('button', { type: 'button', onclick: () => { this.popover.hidden = true; act(); }, text: t(word) });
    this.popover.replaceChildren(
      entry(stranger ? 'strangerOn' : 'stranger', () => { setStranger(this.id, !stranger); this.refresh(); }),
      this.view.following ? entry('unfollow', () => this.deed({ do: 'unfollow' })) : '');
    this.popover.hidden = !this.popover.hidden;
  }

  /** Input bar, menu bar, or the button to follow. */
  buildFoot() {
    if (this.options.readOnly) {
      this.foot.replaceChildren(el('p', { class: 'read-only-note', text: t('readOnly') }));
    } else if (!this.view.following) {
      this.foot.replaceChildren(el('div', { class: 'invite' },
        el('button', { type: 'button', class: 'follow', onclick: () => this.deed({ do: 'follow' }), text: t('follow') }),
        el('small', { text: t('followHint') })));
    } else if (this.openMenu && this.menu.length) {
      this.foot.replaceChildren(menuBar(this));
    } else {
      this.input = inputBar(this);
      this.foot.replaceChildren(...this.input.nodes);
    }
  }

  toggleMenu(open) {
    this.openMenu = open;
    this.buildFoot();
    if (!open) this.input.focus();
  }

  /** Takes what is known of this phone now. */
  update({ view, bubbles, from }) {
    const turned = this.view.following !== view.following;
    this.view = view;
    const rebuild = from < this.bubbles.length || from === 0;
    const start = rebuild ? 0 : this.bubbles.length;
    this.bubbles = bubbles;
    if (rebuild) this.showAll();
    else this.showMore(bubbles.slice(start), start);
    if (turned) this.buildFoot();
    this.refresh();
  }

  setMenu(menu) {
    if (this.options.readOnly || JSON.stringify(menu) === JSON.stringify(this.menu)) return;
    this.menu = menu;
    this.buildFoot();
  }

  /** How many lines said to this person have not reached the phone. */
  setMailbox(count) {
    this.mailbox.hidden = !count;
    this.mailbox.textContent = t('mailbox', count);
    this.mailbox.title = t('waitingFor', count);
  }

  showAll() {
    this.list.replaceChildren();
    if (!this.bubbles.length) this.list.append(this.profile());
    this.showMore(this.bubbles, 0);
  }

  /** What a person sees of an account before the first word. */
  profile() {
    return el('li', { class: 'profile' }, el('span', { class: 'avatar bottle', 'aria-hidden': 'true' }, icon('bottle')),
      el('b', { text: this.account.name }), el('small', { text: t(`kindOf_${this.account.kind}`) }));
  }

  showMore(bubbles, from) {
    const near = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    if (from === 0 && bubbles.length) this.list.replaceChildren();
    let last = from ? this.bubbles[from - 1].at_ms : -Infinity;
    const acts = this.acts();
    for (const bubble of bubbles) {
      if (bubble.at_ms - last > PAUSE) this.list.append(el('li', { class: 'row stamp' }, el('time', { text: stamp(bubble.at_ms) })));
      last = bubble.at_ms;
      this.list.append(bubbleRow(bubble, acts, this.initial));
    }
    this.ways();
    if (near || from === 0 || bubbles.some((b) => b.from === 'me')) this.scroll();
  }

  scroll() { this.list.scrollTop = this.list.scrollHeight; }

  /** The way of every own line, and whether it arrived. */
  ways() { drawWays(this.list, this.options.pushOf, this.options.fateOf); }

  refresh() {
    this.moreButton.hidden = !this.view.following && !isStranger(this.id);
    this.strangerMark.hidden = !isStranger(this.id) || Boolean(this.options.readOnly);
    this.chip.update(this.view.ledger, this.view.following);
    this.tick();
  }

  tick() {
    this.title.textContent = this.view.typing_until_ms > now() ? t('typing') : this.account.name;
    this.time.textContent = hourMinute(now());
    this.chip.tick();
  }
}
