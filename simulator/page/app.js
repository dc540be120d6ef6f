// The page of phones: takes news from the simulator and shows it.

import { setClock, showClock, startClock } from './clock.js';
import { drawFaults, setFaults } from './faults.js';
import { addLines, redraw, resetJournal, startJournal } from './journal.js';
import { listen, post } from './link.js';
import { Phone } from './phone.js';
import { applyWords, t, toggleLanguage } from './words.js';

const phones = new Map();
let news = null;

/** Whether the server is there, and what the matter is if not. */
function showLink(lost) {
  const state = lost ? 'lost' : !news ? 'connecting' : !news.callback.url ? 'waitingUrl' : news.callback.verified ? 'verified' : 'verifying';
  const node = document.getElementById('link');
  node.dataset.state = state;
  const problem = state === 'verifying' && news.callback.problem ? ` · ${news.callback.problem}` : '';
  document.getElementById('link-text').textContent = t(state) + problem;
  node.title = news?.callback.url ?? '';
}

function showAccount() {
  if (!news) return;
  const { name, kind, mode } = news.account;
  document.getElementById('account').textContent = `${name} · ${t(`kindOf_${kind}`)} · ${t(`mode_${mode}`)}`;
}

function take(latest) {
  news = latest;
  setClock(news.clock);
  addLines(news.log);
  for (const view of news.phones) {
    if (!phones.has(view.id)) {
      const phone = new Phone({ ...view, bubbles: [] }, news.account);
      phones.set(view.id, phone);
      document.getElementById('phones').append(phone.node);
    }
    phones.get(view.id).update(view);
  }
  for (const phone of phones.values()) {
    phone.setMenu(news.menu);
    phone.marks();
    phone.tick();
  }
  setFaults(news.faults, news.fault_counts);
  if (news.phones.some((view) => view.bubbles_from === 0)) redraw();
  showAccount();
  showLink(false);
}

async function addPhone() {
  const names = t('names').split(',');
  const taken = new Set([...phones.values()].map((phone) => phone.view.name));
  const name = names.find((n) => !taken.has(n)) ?? `${names[phones.size % names.length]}${phones.size}`;
  const answer = await post('phones', { name });
  const phone = answer && await appeared(answer.phone);
  phone?.node.scrollIntoView({ behavior: 'smooth', block: 'nearest', inline: 'center' });
}

/** Waits until the news brought that phone. */
async function appeared(id) {
  for (let n = 0; n < 40 && !phones.has(id); n += 1) await new Promise((done) => { setTimeout(done, 25); });
  return phones.get(id);
}

function changeLanguage() {
  toggleLanguage();
  for (const phone of phones.values()) phone.build();
  redraw();
  drawFaults();
  showAccount();
  showLink(false);
}

applyWords();
startClock();
startJournal((id) => phones.get(id)?.view.name ?? '');
document.getElementById('add-phone').addEventListener('click', addPhone);
document.getElementById('language').addEventListener('click', changeLanguage);
// A click elsewhere, or Escape, closes open popovers.
function closePopovers(keep) {
  for (const open of document.querySelectorAll('.popover:not([hidden])')) {
    if (!keep || !open.parentElement.contains(keep)) open.hidden = true;
  }
}
document.addEventListener('click', (event) => closePopovers(event.target));
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') closePopovers(null); });
setInterval(() => {
  showClock();
  for (const phone of phones.values()) phone.tick();
}, 1000);
listen({ onOpen: resetJournal, onNews: take, onLost: () => showLink(true) });
