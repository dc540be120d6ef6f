// The menus of the bar: scenarios, and everything seldom needed.

import { el, toast } from '/core/dom.js';
import { nextTheme, themeNow } from '/core/settings.js';
import { playScenario, playSession, playStory } from '/play/player.js';
import { SCENARIOS } from '/play/scenarios.js';
import { t } from '/words/words.js';

/** A button that opens a list below itself. */
function drop(id, entries) {
  const button = document.getElementById(id);
  const list = button.parentElement.querySelector('.popover');
  list.replaceChildren(...entries.map(([title, about, act, key]) => el('button', { type: 'button', role: 'menuitem', 'data-entry': key, onclick: () => { list.hidden = true; act(); } },
    el('b', { text: title }), about ? el('small', { text: about }) : null)));
  button.onclick = () => { list.hidden = !list.hidden; button.setAttribute('aria-expanded', String(!list.hidden)); };
}

const save = (as) => () => {
  const link = el('a', { href: `/simulator/session?as=${as}`, download: as === 'rust' ? 'session.rs' : 'session.json' });
  document.body.append(link);
  link.click();
  link.remove();
};

/** Draws both menus; also after a change of language. */
export function drawTools(onLanguage) {
  const scenes = Object.keys(SCENARIOS).map((id) => [t(`sc_${id}`), t(`sd_${id}`), () => playScenario(id), id]);
  drop('scenarios', [[t('story'), '', playStory, 'story'], ...scenes]);
  const file = document.getElementById('session-file');
  file.onchange = async () => {
    try {
      const { steps } = JSON.parse(await file.files[0].text());
      if (!Array.isArray(steps)) throw new SyntaxError();
      playSession(steps);
    } catch {
      toast(t('badFile'));
    }
    file.value = '';
  };
  drop('tools', [
    [t('otherLanguage'), '', onLanguage, 'language'],
    [t(`theme_${themeNow()}`), '', () => { nextTheme(); drawTools(onLanguage); }, 'theme'],
    [t('exportRust'), '', save('rust'), 'export-rust'],
    [t('exportJson'), '', save('json'), 'export-json'],
    [t('replayFile'), '', () => file.click(), 'replay'],
  ]);
}
