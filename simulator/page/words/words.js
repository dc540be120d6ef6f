// Words of the page in the visitor's language.

import { chosen, remember } from '/core/settings.js';
import en from '/words/en.js';
import script_en from '/words/script-en.js';
import script_zh from '/words/script-zh.js';
import switches_en from '/words/switches-en.js';
import switches_zh from '/words/switches-zh.js';
import zh from '/words/zh.js';

const WORDS = { zh: { ...zh, ...switches_zh, ...script_zh }, en: { ...en, ...switches_en, ...script_en } };
let language = chosen('language') === 'en' ? 'en' : 'zh';

/** `zh` or `en`. */
export const languageNow = () => language;

/** The word for a key, with {0}, {1} … filled in. */
export function t(key, ...values) {
  const text = WORDS[language][key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, n) => values[n] ?? '');
}

/** Whether there is a word for that key. */
export const known = (key) => key in WORDS[language];

/** Switches language and remembers it; the caller draws anew. */
export function toggleLanguage() {
  language = language === 'en' ? 'zh' : 'en';
  remember('language', language);
}

/** Writes the words of all marked elements. */
export function applyWords(root = document) {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  document.title = t('title');
  for (const node of root.querySelectorAll('[data-word]')) node.textContent = t(node.dataset.word);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  for (const node of root.querySelectorAll('[data-hint]')) node.title = t(node.dataset.hint);
}
