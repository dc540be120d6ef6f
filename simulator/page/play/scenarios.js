// The scenarios: each drives two real phones through the simulator's own interface and waits for what should be seen.

import { journal } from '/panel/pushes.js';
import { world } from '/core/world.js';

const HOUR = 3_600_000;
const NINE = ['l_1', 'l_2', 'l_3', 'l_4', 'l_5', 'l_6', 'l_7', 'l_8', 'l_9'];
const KEPT = /替你收着|I keep|keep/;

const attempts = (push) => journal.pushes.get(push)?.attempts ?? [];
const over = (push) => journal.pushes.get(push) && journal.pushes.get(push).state !== 'open';
const lostBeside = () => world.second?.theirs.lost ?? 0;

async function first(stage) {
  await stage.caption('c_first_1');
  await stage.meet('say_open');
  await stage.sees('a', 'l_moon');
  await stage.caption('c_first_2', 2_600);
  await stage.say('a', 'l_hello');
  await stage.sees('b', 'l_hello');
  await stage.pause(900);
  await stage.say('b', 'l_rain');
  await stage.sees('a', 'l_rain');
  await stage.caption('c_first_3', 1_600);
  await stage.say('a', 'l_clear');
  await stage.sees('b', 'l_clear');
}

async function silent(stage) {
  await stage.compare(true);
  await stage.meet();
  await stage.caption('c_silent_1', 1_200);
  await stage.says('a', NINE, 500);
  await stage.sees('a', KEPT);
  await stage.caption('c_silent_2', 3_600);
  await stage.say('b', 'l_back');
  await stage.caption('c_silent_3', 1_200);
  for (const line of NINE) await stage.sees('b', line, 60_000);
}

async function two_days(stage) {
  await stage.compare(true);
  await stage.meet();
  await stage.caption('c_days_1', 800);
  await stage.says('a', NINE, 400);
  await stage.sees('a', KEPT);
  await stage.caption('c_days_2');
  await stage.clock(48 * HOUR);
  await stage.caption('c_days_3', 1_000);
  await stage.say('a', 'l_later');
  await stage.pause(1_600);
  await stage.caption('c_days_4', 1_000);
  await stage.say('b', 'l_back2');
  for (const line of NINE) await stage.sees('b', line, 60_000);
}

async function retries(stage) {
  await stage.compare(true);
  await stage.meet();
  await stage.faults({ reply_lost: 1 });
  await stage.caption('c_retry_1');
  const push = await stage.say('a', 'l_once');
  await stage.sees('b', 'l_once');
  await stage.holds('attempt 2', () => attempts(push).length >= 2);
  await stage.caption('c_retry_2', 2_400);
  await stage.holds('attempt 3', () => attempts(push).length >= 3);
  await stage.faults({});
  await stage.holds('answered', () => over(push));
  await stage.caption('c_retry_3', 2_400);
}

async function crash(stage) {
  await stage.compare(true);
  await stage.meet();
  await stage.faults({ api_timeout_before: 1 });
  await stage.caption('c_crash_1');
  await stage.say('a', 'l_held');
  await stage.pause(600);
  await stage.faults({ api_timeout_before: 1, attempt_not_delivered: 1 });
  const push = await stage.say('a', 'l_through');
  await stage.holds('attempt 2', () => attempts(push).length >= 2);
  await stage.faults({});
  await stage.caption('c_crash_2', 2_400);
  await stage.holds('answered', () => over(push));
  await stage.sees('b', 'l_through', 60_000);
  await stage.say('b', 'l_hello');
  await stage.sees('b', 'l_held', 90_000);
  await stage.caption('c_crash_3', 2_000);
}

async function personal(stage) {
  await stage.compare(true);
  await stage.meet();
  await stage.kind('personal');
  await stage.caption('c_personal_1');
  await stage.say('a', 'l_personal');
  await stage.pause(1_200);
  await stage.caption('c_personal_2', 2_000);
  await stage.caption('c_personal_3', 600);
  await stage.say('b', 'l_personal2');
  await stage.sees('b', 'l_personal', 60_000);
  await stage.caption('c_personal_4', 3_000);
}

async function leave(stage) {
  await stage.meet('say_open');
  await stage.say('a', 'l_hello');
  await stage.sees('b', 'l_hello');
  await stage.clock(60_000);
  await stage.caption('c_leave_1');
  stage.mark();
  await Promise.all([stage.say('a', 'say_end'), stage.say('b', 'say_end')]);
  const gone = /离开了|left|not talking|现在没有在聊天/;
  await stage.sees('a', gone);
  await stage.sees('b', gone);
  await stage.caption('c_leave_2', 2_000);
}

async function unfollow(stage) {
  await stage.compare(true);
  await stage.meet();
  await stage.say('a', 'l_before');
  await stage.sees('b', 'l_before');
  await stage.caption('c_unfollow_1', 1_000);
  stage.mark();
  await stage.act('b', { do: 'unfollow' });
  await stage.sees('a', /离开了|has left/);
  await stage.say('a', 'l_gone');
  await stage.holds('lost', () => lostBeside() > 0);
  await stage.caption('c_unfollow_2', 2_400);
}

/** In the order of the menu: how many captions each shows. A bot that was told 48001 once may keep to replies afterwards, so that one is last. */
export const SCENARIOS = { first: [first, 3], silent: [silent, 3], two_days: [two_days, 4], retries: [retries, 3], crash: [crash, 3], leave: [leave, 2], unfollow: [unfollow, 2], personal: [personal, 4] };
