// Plays one thing at a time: the story, a scenario, or an exported session.

import { post } from '/core/link.js';
import { toast } from '/core/dom.js';
import { nameInAddress, remember } from '/core/settings.js';
import { until, world } from '/core/world.js';
import { resetScore, score } from '/compare/score.js';
import { sendStrangersHome } from '/phone/stranger.js';
import { hideCaption, showEnd } from '/play/captions.js';
import { replay } from '/play/replay.js';
import { SCENARIOS } from '/play/scenarios.js';
import { Missed, Stage, Stopped } from '/play/stage.js';
import { CAPTIONS, story } from '/play/story.js';
import { t } from '/words/words.js';

let running = null;
let acts = null;

/** What the page does for a stage: setCompare(on), look(id), focus(ids). */
export function startPlayer(pageActs) { acts = pageActs; }

/** Whether something plays. */
export const isPlaying = () => running !== null;

/** Stops what plays, and waits until it has. */
export async function stop() {
  running?.abort.abort();
  await running?.done;
}

async function newPhone(name) {
  const answer = await post('phones', { name, follow: true });
  if (!answer || !await until(() => world.phones.has(answer.phone))) throw new Missed(name);
  return answer.phone;
}

/** Plays the story on the first two phones, if nobody has used them, else on new ones. */
export async function playStory() {
  remember('story', 'seen');
  const untouched = [...world.phones].slice(0, 2).filter(([, { bubbles }]) => !bubbles.some((b) => b.from === 'me')).map(([id]) => id);
  const cast = untouched.length === 2 ? async () => ({ a: untouched[0], b: untouched[1] }) : newCast;
  await perform({ title: t('story'), play: story, captions: CAPTIONS, cast, again: playStory, end: t('st_8') });
}

const newCast = async () => ({ a: await newPhone(t('cast_a')), b: await newPhone(t('cast_b')) });

/** Plays a scenario by its name. */
export async function playScenario(id) {
  const [play, captions] = SCENARIOS[id] ?? [];
  if (!play) { toast(id); return; }
  nameInAddress(id);
  remember('story', 'seen');
  await perform({ title: t(`sc_${id}`), play, captions, cast: newCast, again: () => playScenario(id), link: true, end: t('end') });
}

/** Plays the steps of an exported session. */
export async function playSession(steps) {
  await perform({ title: t('replayFile'), play: (stage) => replay(stage, steps, newPhone, acts), captions: 1, cast: async () => ({}), again: () => playSession(steps), end: t('end'), bare: true });
}

async function perform({ title, play, captions, cast, again, link, end, bare }) {
  await stop();
  const abort = new AbortController();
  let finish;
  running = { abort, done: new Promise((done) => { finish = done; }) };
  document.body.dataset.playing = 'on';
  sendStrangersHome();
  let stage = null;
  try {
    const roles = await cast();
    if (!bare) acts.focus(Object.values(roles));
    resetScore();
    stage = new Stage({ title, cast: roles, acts, captions, signal: abort.signal, stop: () => abort.abort() });
    if (!bare) {
      stage.since = Object.fromEntries(Object.keys(roles).map((role) => [role, 0]));
      await stage.prepare();
      stage.mark();
    }
    await play(stage);
    finale({ title, text: end, again, link });
  } catch (error) {
    if (error instanceof Stopped) hideCaption();
    else if (error instanceof Missed) finale({ title, text: t('took'), score: error.message, again, link, state: 'missed' });
    else { hideCaption(); toast(String(error.message)); }
  } finally {
    if (stage && !bare) await stage.restore();
    delete document.body.dataset.playing;
    running = null;
    finish();
  }
}

function finale({ title, text, again, link, state, score: problem }) {
  const { ours, theirs } = score();
  const sums = world.second ? t('endScore', ours.lost, theirs.lost, theirs.repeated) : '';
  const buttons = [['again', again], ['close', hideCaption, true]];
  if (link) buttons.splice(1, 0, ['copyLink', copyLink]);
  showEnd({ title, text, score: problem ?? sums, state, buttons });
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    toast(t('copied'));
  } catch {
    toast(location.href);
  }
}
