// The account panel: its kind, format and mode while it runs, and the switches of what is not settled.

import { el } from '/core/dom.js';
import { post } from '/core/link.js';
import { t } from '/words/words.js';

const KINDS = ['verified_service', 'verified_subscription', 'unverified_service', 'personal', 'sandbox'];
/** What each switch is by default; a list names its choices, the first being the default. */
const SWITCHES = {
  grants_add_up: false, passive_replies_are_charged: false, location_reports_open_grants: false, grants_survive_leaving: false,
  late_answer_grace_ms: 0, any_success_status: false, retries_are_signed_anew: true, sticker: ['text', 'image'], subscribe_key: ['empty', 'absent'],
  voice_recognition: false, json_replies: ['either', 'json_only', 'xml_only'], inbound_media_can_be_sent_on: true, inbound_voice_can_be_sent_on: true,
  thumb_upload_has_own_field: false, media_without_verification: false, menu_cache_ms: 0, login_as_snapshot: false,
  unicode_escapes_are_shown: false, minute_limit_is_45009: false,
};
let account = null;
let behaviours = {};
let shown = '';

const place = () => document.getElementById('account-settings');

/** Takes the settings of the news. */
export function setAccount(latest, switches) {
  const key = JSON.stringify([latest, switches]);
  [account, behaviours] = [latest, switches];
  if (key !== shown) drawAccount();
  shown = key;
}

/** Draws everything. */
export function drawAccount() {
  if (!account) return;
  const focused = document.activeElement?.id;
  place().replaceChildren(
    choice('kind', 'kindLabel', KINDS.map((kind) => [kind, t(`kindOf_${kind}`)]), account.kind),
    choice('format', 'formatLabel', [['xml', 'XML'], ['json', 'JSON']], account.format),
    el('div', { class: 'setting' }, el('span', { text: t('modeLabel') }), el('b', { text: t(`mode_${account.mode}`) })),
    el('h3', { text: t('switches') }), el('p', { class: 'quiet', text: t('switchesHint') }),
    ...Object.entries(SWITCHES).map(([name, usual]) => oneSwitch(name, usual)));
  if (focused) document.getElementById(focused)?.focus();
}

function choice(name, label, options, now) {
  const select = el('select', { id: `account-${name}` }, ...options.map(([value, text]) => el('option', { value, selected: value === now, text })));
  select.addEventListener('change', async () => {
    // What was refused springs back.
    if (!await post('account', { [name]: select.value })) drawAccount();
  });
  return el('div', { class: 'setting' }, el('label', { for: select.id, text: t(label) }), select);
}

function oneSwitch(name, usual) {
  const value = behaviours[name];
  const set = (next) => post('behaviours', { ...behaviours, [name]: next });
  const id = `switch-${name}`;
  let control;
  if (Array.isArray(usual)) {
    control = el('select', { id }, ...usual.map((option) => el('option', { value: option, selected: option === value, text: t(`o_${option}`) })));
    control.addEventListener('change', () => set(control.value));
  } else if (typeof usual === 'number') {
    control = el('input', { id, type: 'number', min: '0', max: '86400000', step: '500', value: String(value) });
    control.addEventListener('change', () => { if (control.validity.valid) set(Number(control.value)); });
  } else {
    control = el('input', { id, type: 'checkbox', role: 'switch', checked: value });
    control.addEventListener('change', () => set(control.checked));
  }
  const changed = value !== (Array.isArray(usual) ? usual[0] : usual);
  return el('div', { class: `switch${changed ? ' changed' : ''}` },
    el('div', {}, el('label', { for: id, text: t(`b_${name}`) }), el('small', { class: 'quiet', text: t(`w_${name}`) })), control);
}
