// The switch 『裸转发 / driftbottle』: the same people served by a naive relay, beside ours.

import { el } from '/core/dom.js';
import { world } from '/core/world.js';
import { fateOf, score } from '/compare/score.js';
import { Phone } from '/phone/phone.js';
import { t } from '/words/words.js';

/** Up to this width the two worlds stand one below the other, as in style/page.css. */
const NARROW = 1080;
const phones = new Map();
let on = false;

const box = () => document.getElementById('second');

/** Whether both are shown. */
export const isComparing = () => on;

/** Shows or hides the naive relay. */
export function setCompare(next) {
  const wanted = next && Boolean(world.second);
  if (wanted !== on) curtain();
  on = wanted;
  document.body.dataset.compare = on ? 'on' : 'off';
  for (const button of document.querySelectorAll('[data-compare]')) button.setAttribute('aria-pressed', String((button.dataset.compare === 'on') === on));
  box().hidden = !on;
  drawScore();
}

/** A change of scene: everything goes and comes back in its new place, instead of sliding about. */
function curtain() {
  const stage = document.querySelector('main');
  if (innerWidth <= NARROW) return;
  stage.hidden = true;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    stage.hidden = false;
    for (const list of stage.querySelectorAll('.chat, .rows')) list.scrollTop = list.scrollHeight;
  }));
}

export function startCompare() {
  for (const button of document.querySelectorAll('[data-compare]')) button.addEventListener('click', () => setCompare(button.dataset.compare === 'on'));
}

/** Takes news of the second world; `visible(id)` says whose phone is shown. */
export function updateSecond(changed, visible) {
  if (!world.second) return;
  for (const id of changed) {
    const state = world.second.phones.get(id);
    if (!phones.has(id)) {
      const phone = new Phone({ ...state.view }, world.news.account, { readOnly: true, pushOf: () => null, fateOf: (push) => fateOf('theirs', push) });
      phones.set(id, phone);
      document.getElementById('second-phones').append(phone.node);
    }
    phones.get(id).update(state);
  }
  for (const [id, phone] of phones) {
    phone.node.hidden = !visible(id);
    phone.ways();
  }
  drawScore();
}

/** Draws every phone anew: another language. */
export function rebuildSecond() {
  for (const phone of phones.values()) phone.build();
  drawScore();
}

export const tickSecond = () => phones.forEach((phone) => phone.tick());

function drawScore() {
  if (!world.second) return;
  const { ours, theirs } = score();
  fill('score-ours', ours);
  fill('score-theirs', theirs);
}

function fill(id, sums) {
  const node = document.getElementById(id);
  const key = JSON.stringify([sums, document.documentElement.lang]);
  if (node.dataset.drawn === key) return;
  const lostBefore = Number(node.dataset.lost ?? 0);
  node.dataset.drawn = key;
  node.dataset.lost = String(sums.lost);
  const chip = (name, count, word) => el('span', { class: `score ${name}${count ? ' some' : ''}`, 'data-score': name, text: t(word, count) });
  node.replaceChildren(chip('lost', sums.lost, 'scoreLost'), sums.repeated ? chip('repeated', sums.repeated, 'scoreRepeated') : '', sums.waiting ? chip('waiting', sums.waiting, 'scoreWaiting') : '', chip('arrived', sums.arrived, 'scoreArrived'));
  if (sums.lost > lostBefore) node.firstChild.classList.add('jolt');
}
