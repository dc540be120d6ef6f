// The in-app browser: the account's pages inside the phone, with WeChat's title bar and ✕.

import { el, icon } from '/core/dom.js';
import { t } from '/words/words.js';

/** WeChat's own hosts stand on this server. */
const OWN = ['open.weixin.qq.com', 'mp.weixin.qq.com'];

/** Where a link leads from this phone. */
export function address(url, phone) {
  let target;
  try { target = new URL(url, location.origin); } catch { return null; }
  if (OWN.includes(target.hostname)) target = new URL(target.pathname + target.search, location.origin);
  if (target.origin === location.origin) target.searchParams.set('simulator_phone', String(phone));
  target.hash = '';
  return target;
}

const isLocal = (host) => host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** Opens a page over the chat. */
export function openPage(phone, url) {
  const target = address(url, phone.id);
  if (!target) return;
  const local = isLocal(target.hostname);
  const close = () => page.remove();
  const outside = el('a', { class: 'outside', href: target.href, target: '_blank', rel: 'noopener noreferrer', text: t('openOutside') });
  const body = local
    ? el('iframe', { src: target.href, title: t('inApp'), referrerpolicy: 'no-referrer' })
    : el('div', { class: 'not-here' }, el('p', { text: t('cannotFrame') }), el('code', { text: target.href }));
  const title = el('span', { class: 'page-title', text: target.hostname });
  if (local) body.addEventListener('load', () => { title.textContent = titleOf(body) || target.hostname; });
  const page = el('section', { class: 'web', role: 'dialog', 'aria-label': t('inApp') },
    el('div', { class: 'web-top' }, el('button', { type: 'button', class: 'icon', 'aria-label': t('closePage'), onclick: close }, icon('cross')), title, outside),
    body);
  page.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
  phone.frame.querySelector('.web')?.remove();
  phone.frame.append(page);
  page.querySelector('button').focus();
}

/** A page of another origin keeps its title to itself. */
function titleOf(frame) {
  try { return frame.contentDocument?.title ?? ''; } catch { return ''; }
}
