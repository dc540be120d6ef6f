// The platform's clock: runs on between news, can be turned forward.

import { post } from '/core/link.js';
import { t } from '/words/words.js';

let base = Date.now();
let seen = performance.now();
let offset = 0;

/** Takes the clock of the last news. */
export function setClock(clock) {
  base = clock.now_ms;
  seen = performance.now();
  offset = clock.offset_ms;
  showClock();
}

/** The platform's time now, in milliseconds. */
export const now = () => base + performance.now() - seen;

const two = (n) => String(n).padStart(2, '0');

/** 20:07 */
export function hourMinute(ms) {
  const date = new Date(ms);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 20:07:31 */
export const hourMinuteSecond = (ms) => `${hourMinute(ms)}:${two(new Date(ms).getSeconds())}`;

/** As WeChat writes it between bubbles: 20:07, 昨天 20:07, 11-21 20:07. */
export function stamp(ms) {
  const day = (x) => new Date(x).toDateString();
  if (day(ms) === day(now())) return hourMinute(ms);
  if (day(ms) === day(now() - 86_400_000)) return `${t('yesterday')} ${hourMinute(ms)}`;
  const date = new Date(ms);
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${hourMinute(ms)}`;
}

/** A span in two units. */
export function span(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return t('seconds', seconds);
  if (seconds < 3600) return t('minutes', Math.floor(seconds / 60), seconds % 60);
  if (seconds < 172_800) return t('hours', Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60));
  return t('days', Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600));
}

/** Shows the time in the bar. */
export function showClock() {
  const node = document.getElementById('clock-now');
  const date = new Date(now());
  node.textContent = `${two(date.getMonth() + 1)}-${two(date.getDate())} ${hourMinuteSecond(now())}`;
  node.dateTime = date.toISOString();
  node.title = offset > 0 ? t('turned', span(offset)) : '';
  node.classList.toggle('turned', offset > 0);
}

/** Makes the buttons work. */
export function startClock() {
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', () => post('clock', { advance_ms: Number(button.dataset.advance) }));
  }
}
