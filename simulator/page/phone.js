// One phone: its chat, its input bar, its menu.

import { el, icon } from './dom.js';
import { bubbleRow } from './bubble.js';
import { hourMinute, now, stamp } from './clock.js';
import { ledgerChip } from './ledger.js';
import { pushState } from './journal.js';
import { post } from './link.js';
import { t } from './words.js';

/** A pause this long gets a time line, in milliseconds. */
const PAUSE = 5 * 60_000;
const EMOJI = ['😀', '😂', '🥹', '😊', '😭', '😎', '🤔', '👍', '🙏', '🎉', '❤️', '🌙', '🌊', '🐳', '🍾', '☕'];

export class Phone {
  constructor(view, account) {
    this.id = view.id;
    this.account = account;
    this.bubbles = [];
    this.menu = [];
    this.openMenu = false;
    this.view = view;
    this.chip = ledgerChip();
    this.node = el('article', { class: 'device' });
    this.draft = '';
    this.build();
  }

  deed(body) { return post(`phones/${this.id}`, body); }

  choose = (id, text) => this.deed({ do: 'choose', id, text });

  /** Builds the frame; also after a change of language. */
  build() {
    const name = this.view.name;
    this.initial = [...name].at(-1);
    this.time = el('span', { class: 'time' });
    this.title = el('span', { class: 'title' });
    this.moreMenu = el('div', { class: 'popover', hidden: true },
      el('button', { type: 'button', onclick: () => { this.moreMenu.hidden = true; this.deed({ do: 'unfollow' }); }, text: t('unfollow') }));
    this.moreButton = el('button', { type: 'button', class: 'icon', 'aria-label': t('more'), onclick: () => { this.moreMenu.hidden = !this.moreMenu.hidden; } }, icon('dots'));
    this.list = el('ol', { class: 'chat', role: 'log', 'aria-live': 'polite', 'aria-label': t('chat', name), tabindex: '0' });
    this.foot = el('div', { class: 'foot' });
    this.node.replaceChildren(
      el('div', { class: 'caption' }, el('span', { class: 'avatar mine small', 'aria-hidden': 'true', text: this.initial }), el('h2', { text: name }), this.chip.node),
      el('div', { class: 'frame' },
        el('div', { class: 'status', 'aria-hidden': 'true' }, this.time, el('span', { class: 'island' }), el('span', { class: 'signs' }, icon('signal'), icon('battery'))),
        el('div', { class: 'top' }, el('span', { class: 'icon', 'aria-hidden': 'true' }, icon('back')), this.title, this.moreButton, this.moreMenu),
        this.list, this.foot));
    this.node.dataset.tone = String(this.id % 6);
    this.buildFoot();
    this.showAll();
    this.refresh();
  }

  /** Input bar, menu bar, or the button to follow. */
  buildFoot() {
    if (!this.view.following) {
      this.foot.replaceChildren(el('div', { class: 'invite' },
        el('button', { type: 'button', class: 'follow', onclick: () => this.deed({ do: 'follow' }), text: t('follow') }),
        el('small', { text: t('followHint') })));
      this.input = null;
    } else if (this.openMenu && this.menu.length) {
      this.input = null;
      this.foot.replaceChildren(this.menuBar());
    } else {
      this.foot.replaceChildren(this.inputBar(), this.panel());
    }
  }

  menuBar() {
    const key = el('button', { type: 'button', class: 'icon', 'aria-label': t('keyboard'), onclick: () => this.toggleMenu(false) }, icon('keyboard'));
    const buttons = this.menu.map((button) => {
      if (!button.sub_button.length) return el('button', { type: 'button', class: 'item', onclick: () => this.tap(button), text: button.name });
      const items = button.sub_button.map((item) => el('button', { type: 'button', onclick: () => { list.hidden = true; this.tap(item); }, text: item.name }));
      const list = el('span', { class: 'popover up', hidden: true }, ...items);
      const opener = el('button', { type: 'button', class: 'item', 'aria-haspopup': 'true', onclick: () => { list.hidden = !list.hidden; } }, '≡ ', button.name);
      return el('span', { class: 'holder' }, opener, list);
    });
    return el('div', { class: 'menu-bar' }, key, ...buttons);
  }

  tap(button) {
    if (button.type === 'view') this.deed({ do: 'open', url: button.url });
    else if (button.key) this.deed({ do: 'tap', key: button.key });
  }

  toggleMenu(open) {
    this.openMenu = open;
    this.buildFoot();
    this.input?.focus();
  }

  inputBar() {
    this.input = el('textarea', { rows: '1', maxlength: '4000', 'aria-label': `${this.view.name}: ${t('say')}`, placeholder: t('say'), enterkeyhint: 'send' });
    this.input.value = this.draft;
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => {
      // While an input method composes, Enter chooses a word.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        this.say();
      }
    });
    this.sendButton = el('button', { type: 'button', class: 'send', onclick: () => this.say(), text: t('send') });
    this.plusButton = el('button', { type: 'button', class: 'icon', 'aria-label': t('moreInputs'), 'aria-expanded': 'false', onclick: () => this.unfold('more') }, icon('more'));
    const smile = el('button', { type: 'button', class: 'icon', 'aria-label': t('emoji'), onclick: () => this.unfold('emoji') }, icon('smile'));
    const menu = this.menu.length ? el('button', { type: 'button', class: 'icon', 'aria-label': t('menuBar'), onclick: () => this.toggleMenu(true) }, icon('menu')) : null;
    const bar = el('div', { class: 'input-bar' }, menu, this.input, smile, el('span', { class: 'swap' }, this.plusButton, this.sendButton));
    this.typed();
    return bar;
  }

  panel() {
    const entry = (symbol, word, body) => el('button', { type: 'button', onclick: () => { this.unfold(null); this.deed(body()); } },
      el('span', { class: 'tile', 'aria-hidden': 'true', text: symbol }), el('span', { text: t(word) }));
    this.more = el('div', { class: 'panel-more', hidden: true },
      entry('🐳', 'sticker', () => ({ do: 'sticker' })), entry('🖼️', 'image', () => ({ do: 'image' })),
      entry('🎙️', 'voice', () => ({ do: 'voice' })), entry('🎬', 'video', () => ({ do: 'video' })),
      entry('📍', 'location', () => ({ do: 'location', latitude: 23.1065, longitude: 113.3245, label: t('place') })),
      entry('🔗', 'link', () => ({ do: 'link', title: t('linkTitle'), url: 'https://example.com/' })),
      entry('🔳', 'scan', () => ({ do: 'scan', scene: 'demo' })));
    this.emoji = el('div', { class: 'panel-emoji', hidden: true },
      ...EMOJI.map((sign) => el('button', { type: 'button', 'aria-label': sign, onclick: () => this.insert(sign), text: sign })));
    return el('div', { class: 'panels' }, this.more, this.emoji);
  }

  unfold(which) {
    this.more.hidden = which !== 'more' || !this.more.hidden;
    this.emoji.hidden = which !== 'emoji' || !this.emoji.hidden;
    this.plusButton.setAttribute('aria-expanded', String(!this.more.hidden));
    this.scroll();
  }

  insert(sign) {
    this.input.setRangeText(sign, this.input.selectionStart, this.input.selectionEnd, 'end');
    this.typed();
    this.input.focus();
  }

  typed() {
    this.draft = this.input.value;
    this.input.style.height = 'auto';
    if (this.draft) this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 96)}px`;
    this.plusButton.parentElement?.classList.toggle('ready', this.draft.trim() !== '');
  }

  async say() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = '';
    this.typed();
    const answer = await this.deed({ do: 'say', text });
    // What was refused stays in the field.
    if (!answer && this.input && !this.input.value) { this.input.value = text; this.typed(); }
  }

  /** Takes news of this phone. */
  update(view) {
    const turned = this.view.following !== view.following;
    this.view = { ...view, bubbles: [] };
    if (view.bubbles_from < this.bubbles.length) this.bubbles = this.bubbles.slice(0, view.bubbles_from);
    const rebuild = view.bubbles_from === 0;
    this.bubbles.push(...view.bubbles);
    if (rebuild) this.showAll();
    else this.showMore(view.bubbles, this.bubbles.length - view.bubbles.length);
    if (turned) this.buildFoot();
    this.refresh();
  }

  setMenu(menu) {
    if (JSON.stringify(menu) === JSON.stringify(this.menu)) return;
    const first = !this.menu.length;
    this.menu = menu;
    if (first) this.openMenu = false;
    this.buildFoot();
  }

  showAll() {
    this.list.replaceChildren();
    if (!this.bubbles.length) this.list.append(this.profile());
    this.showMore(this.bubbles, 0);
  }

  /** What a person sees of an account before the first word. */
  profile() {
    return el('li', { class: 'profile' }, el('span', { class: 'avatar bottle', 'aria-hidden': 'true', text: '🍾' }),
      el('b', { text: this.account.name }), el('small', { text: t(`kindOf_${this.account.kind}`) }));
  }

  showMore(bubbles, from) {
    const near = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    let last = from ? this.bubbles[from - 1].at_ms : -Infinity;
    let mine = false;
    for (const bubble of bubbles) {
      if (bubble.at_ms - last > PAUSE) this.list.append(el('li', { class: 'row stamp' }, el('time', { text: stamp(bubble.at_ms) })));
      last = bubble.at_ms;
      mine ||= bubble.from === 'me';
      this.list.append(bubbleRow(bubble, { choose: this.choose, initial: this.initial }));
    }
    this.marks();
    if (near || mine || from === 0) this.scroll();
  }

  scroll() { this.list.scrollTop = this.list.scrollHeight; }

  /** Marks own bubbles that wait for the server, or did not reach it. */
  marks() {
    for (const mark of this.list.querySelectorAll('.mark')) {
      const state = pushState(Number(mark.dataset.push));
      mark.className = `mark ${state}`;
      mark.title = state === 'failed' ? t('failedMark') : state === 'open' ? t('waitingMark') : '';
    }
  }

  refresh() {
    this.moreButton.hidden = !this.view.following;
    this.chip.update(this.view.ledger, this.view.following);
    this.tick();
  }

  tick() {
    this.title.textContent = this.view.typing_until_ms > now() ? t('typing') : this.account.name;
    this.time.textContent = hourMinute(now());
    this.chip.tick();
  }
}
