// The page of phones: takes news from the simulator and shows it.

import { showClock, startClock } from '/core/clock.js';
import { listen, post } from '/core/link.js';
import { applyTheme, asked, calm, chosen } from '/core/settings.js';
import { follow, loseLink, take, until, world } from '/core/world.js';
import { rebuildSecond, setCompare, startCompare, tickSecond, updateSecond } from '/compare/compare.js';
import { fateOf } from '/compare/score.js';
import { drawAccount, setAccount } from '/panel/account.js';
import { drawFaults, setFaults } from '/panel/faults.js';
import { addLines, inspect, redraw, resetJournal, startJournal } from '/panel/journal.js';
import { journal } from '/panel/pushes.js';
import { startTabs } from '/panel/tabs.js';
import { drawTools } from '/panel/tools.js';
import { Phone } from '/phone/phone.js';
import { startStrangers } from '/phone/stranger.js';
import { playScenario, playStory, startPlayer, stop } from '/play/player.js';
import { hideCaption, showEnd } from '/play/captions.js';
import { applyWords, t, toggleLanguage } from '/words/words.js';

const phones = new Map();
let cast = null;

const visible = (id) => !cast || cast.includes(id);

/** Whether the server is there, and what the matter is if not. */
function showLink() {
  const { news, lost } = world;
  const state = lost ? 'lost' : !news ? 'connecting' : !news.callback.url ? 'waitingUrl' : news.callback.verified ? 'verified' : 'verifying';
  const node = document.getElementById('link');
  node.dataset.state = state;
  const problem = state === 'verifying' && news.callback.problem ? ` · ${news.callback.problem}` : '';
  document.getElementById('link-text').textContent = t(state) + problem;
  node.title = news?.callback.url ?? '';
}

function showAccount() {
  if (!world.news) return;
  const { name, kind, mode } = world.news.account;
  document.getElementById('account').textContent = `${name} · ${t(`kindOf_${kind}`)} · ${t(`mode_${mode}`)}`;
}

/** Shows news. */
function show(changed) {
  showLink();
  const { news } = world;
  if (world.lost || !news) return;
  addLines(changed.log, changed.logFrom);
  const place = document.getElementById('phones');
  place.querySelectorAll('.ghost').forEach((ghost) => ghost.remove());
  for (const id of changed.phones) {
    const state = world.phones.get(id);
    if (!phones.has(id)) {
      const phone = new Phone(state.view, news.account, { pushOf: (id) => journal.pushes.get(id), fateOf: (id) => fateOf('ours', id), inspect });
      phones.set(id, phone);
      place.append(phone.node);
    }
    phones.get(id).update(state);
  }
  for (const [id, phone] of phones) {
    phone.account = news.account;
    phone.setMenu(news.menu);
    phone.setMailbox(news.second?.ours.waiting_for[id] ?? 0);
    phone.ways();
    phone.tick();
  }
  updateSecond(changed.second, visible);
  setFaults(news.faults, news.fault_counts, news.fault_seed);
  setAccount(news.account, news.behaviours);
  showHidden();
  showAccount();
}

/** Only these phones; all of them for null. */
function focus(ids) {
  cast = ids;
  for (const [id, phone] of phones) phone.node.hidden = !visible(id);
  updateSecond([], visible);
  showHidden();
}

function showHidden() {
  for (const [id, phone] of phones) phone.node.hidden = !visible(id);
  const hidden = cast ? [...phones.keys()].filter((id) => !visible(id)).length : 0;
  const button = document.getElementById('show-all');
  button.hidden = hidden === 0;
  button.textContent = t('showAll', hidden);
  button.title = t('hidden', hidden);
}

/** On a narrow screen the phone that something happens on comes into view. */
function look(id) {
  const place = document.getElementById('phones');
  const { node } = phones.get(id) ?? {};
  if (!node || place.scrollWidth <= place.clientWidth + 4) return;
  place.scrollTo({ left: node.offsetLeft - (place.clientWidth - node.offsetWidth) / 2 - place.offsetLeft, behavior: calm() ? 'auto' : 'smooth' });
}

/** On a narrow screen the naive relay stands below: scrolls there, and back. */
function showSecond(on) {
  const place = document.getElementById(on ? 'second' : 'phones');
  if (innerWidth <= 1080) place.scrollIntoView({ behavior: calm() ? 'auto' : 'smooth', block: on ? 'center' : 'end' });
}

async function addPhone() {
  const names = t('names').split(',');
  const taken = new Set([...phones.values()].map((phone) => phone.view.name));
  const name = names.find((n) => !taken.has(n)) ?? `${names[phones.size % names.length]}${phones.size}`;
  const answer = await post('phones', { name });
  if (!answer || !await until(() => phones.has(answer.phone))) return;
  if (cast) focus([...cast, answer.phone]);
  phones.get(answer.phone).node.scrollIntoView({ behavior: calm() ? 'auto' : 'smooth', block: 'nearest', inline: 'center' });
}

function changeLanguage() {
  toggleLanguage();
  applyWords();
  drawTools(changeLanguage);
  for (const phone of phones.values()) phone.build();
  rebuildSecond();
  redraw();
  drawFaults();
  drawAccount();
  showHidden();
  showAccount();
  showLink();
}

/** A click elsewhere, or Escape, closes open popovers; Escape also stops what plays. */
function closePopovers(keep) {
  for (const open of document.querySelectorAll('.popover:not([hidden])')) {
    if (!keep || !open.parentElement.contains(keep)) open.hidden = true;
  }
}

/** What the address asks for, or the story of a first visit. */
async function begin() {
  await until(() => world.news?.callback.verified, { within: 600_000 });
  if (!world.second) return;
  if (chosen('compare') === 'on') setCompare(true);
  if (asked()) { playScenario(asked()); return; }
  const untouched = [...world.phones.values()].every(({ bubbles }) => !bubbles.some((b) => b.from === 'me'));
  if (chosen('story') || !untouched || world.phones.size < 2) return;
  if (calm()) showEnd({ title: t('story'), text: t('st_1'), state: 'offered', buttons: [['skip', hideCaption], ['play', playStory, true]] });
  else playStory();
}

applyTheme();
applyWords();
startClock();
startTabs();
startCompare();
startStrangers();
startPlayer({ setCompare, look, focus, showSecond });
startJournal((id) => world.phones.get(id)?.view.name ?? '');
drawTools(changeLanguage);
follow(show);
document.getElementById('add-phone').addEventListener('click', addPhone);
document.getElementById('show-all').addEventListener('click', () => focus(null));
document.addEventListener('click', (event) => closePopovers(event.target));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  closePopovers(null);
  stop();
});
setInterval(() => {
  showClock();
  for (const phone of phones.values()) phone.tick();
  tickSecond();
}, 1000);
listen({ onOpen: resetJournal, onNews: take, onLost: loseLink });
begin();
