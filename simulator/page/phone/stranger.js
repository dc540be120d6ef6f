// A stranger who answers by itself: looks for somebody, and has something to say when spoken to.

import { post } from '/core/link.js';
import { calm } from '/core/settings.js';
import { follow, world } from '/core/world.js';
import { t } from '/words/words.js';

const LINES = 8;
const strangers = new Map();

/** Whether that phone answers by itself. */
export const isStranger = (id) => strangers.has(id);

/** Turns it on or off. */
export function setStranger(id, on) {
  if (!on) {
    clearTimeout(strangers.get(id)?.timer);
    strangers.delete(id);
    return;
  }
  const heard = world.phones.get(id)?.bubbles.length ?? 0;
  strangers.set(id, { heard, said: 0, timer: 0 });
  const phone = world.phones.get(id)?.view;
  if (!phone?.following) post(`phones/${id}`, { do: 'follow' }).then(() => speak(id, t('say_find')));
  else speak(id, t('say_find'));
}

/** Everyone off. */
export function sendStrangersHome() {
  for (const id of [...strangers.keys()]) setStranger(id, false);
}

/** Somebody's own words, in one of the account's bubbles. */
const isSpoken = (bubble) => bubble.from === 'account' && bubble.kind === 'text' && /^[^\s◈：:]{1,12}(：|: )/m.test(bubble.text) && !bubble.text.startsWith('◈');

function speak(id, text) {
  const stranger = strangers.get(id);
  if (!stranger) return;
  // As long as somebody needs to type that.
  const pause = calm() ? 400 : 900 + 120 * text.length;
  clearTimeout(stranger.timer);
  stranger.timer = setTimeout(() => { if (strangers.has(id)) post(`phones/${id}`, { do: 'say', text }); }, pause);
}

/** Listens to the phones that are strangers. */
export function startStrangers() {
  follow(({ phones }) => {
    for (const id of phones) {
      const stranger = strangers.get(id);
      if (!stranger) continue;
      const { bubbles } = world.phones.get(id);
      const fresh = bubbles.slice(stranger.heard);
      stranger.heard = bubbles.length;
      if (fresh.some(isSpoken) || fresh.some((b) => b.from === 'account' && /遇到了|You met/.test(b.text))) {
        stranger.said = (stranger.said % LINES) + 1;
        speak(id, t(`chat_${stranger.said}`));
      } else if (fresh.some((b) => b.from === 'account' && /再找一个|Another one\?/.test(b.text))) {
        speak(id, t('say_find'));
      }
    }
  });
}
