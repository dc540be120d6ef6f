// The story of the first visit: two phones, what a relay is for, what WeChat forbids, what becomes of the lines. 45 seconds.

import { world } from '/core/world.js';

const KEPT = /替你收着|I keep|keep/;

/** Plays on the stage. */
export async function story(stage) {
  await stage.caption('st_1', 5_200);
  await stage.caption('st_2', 1_800);
  await stage.meet('say_find', 1_000);
  await stage.caption('st_3', 3_000);
  await stage.say('a', 'l_tired');
  await stage.sees('b', 'l_tired');
  await stage.pause(1_500);
  await stage.say('b', 'l_tea');
  await stage.sees('a', 'l_tea');
  await stage.pause(1_200);
  await stage.caption('st_4', 3_600);
  await stage.compare(true);
  await stage.says('a', ['l_1', 'l_2', 'l_3', 'l_4', 'l_5', 'l_6', 'l_7', 'l_8', 'l_9'], 700);
  await stage.holds('45047', () => world.second.theirs.lost > 0);
  stage.acts.showSecond(true);
  await stage.caption('st_5', 5_400);
  stage.acts.showSecond(false);
  await stage.sees('a', KEPT);
  await stage.caption('st_6', 4_800);
  await stage.say('b', 'l_back');
  await stage.sees('b', 'l_9', 60_000);
  await stage.caption('st_7', 5_200);
}

/** Captions of the story. */
export const CAPTIONS = 8;
