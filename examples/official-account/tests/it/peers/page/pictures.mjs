// Takes the pictures of the README: two phones that talk, light and dark, wide and narrow, and the comparison.

import { join } from 'node:path';
import { ready, run, say, sees } from './browser.mjs';

const [url, folder] = process.argv.slice(2);
const TALK = [[0, '你好呀，在哪里看的日落？'], [1, '青岛，栈桥边上🌇'], [1, '海鸥一直在抢我的面包'], [0, '哈哈，它们很凶的'], [0, '我这边在下雨，听雨写代码'], [1, '也挺好的，雨声最适合一个人']];

await run(async (open) => {
  const page = await open({ url: `${url}/?story=off`, width: 1280, height: 860 });
  await ready(page);
  await say(page, 1, '找人 刚看完日落，想找个人说说话');
  await sees(page, 1, '正在找');
  await say(page, 0, '找人');
  await sees(page, 0, '遇到了');
  await sees(page, 1, '遇到了');
  for (const [who, line] of TALK) {
    await say(page, who, line);
    await sees(page, 1 - who, line);
  }
  await page.locator('#score-ours', { hasText: '送到' }).waitFor();
  const shoot = async (scene, name) => {
    await scene.mouse.move(2, 2);
    await scene.evaluate(() => { document.activeElement?.blur(); return document.fonts.ready; });
    await scene.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  };
  await shoot(page, 'phones-light');
  await shoot(page, 'phones');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await shoot(page, 'phones-dark');
  const narrow = await open({ url: `${url}/?story=off`, width: 390, height: 844 });
  await ready(narrow);
  await shoot(narrow, 'phone');
  const beside = await open({ url: `${url}/?play=silent`, width: 1440, height: 900 });
  await beside.locator('#caption[data-state="ended"]').waitFor({ timeout: 180_000 });
  await beside.locator('.caption-stop').click();
  await shoot(beside, 'compare');
});
