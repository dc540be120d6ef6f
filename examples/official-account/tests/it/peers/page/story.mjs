// The story of a first visit plays by itself, shows what a naive relay loses, and is not played twice.

import { check, ready, run } from './browser.mjs';

const [url, width] = process.argv.slice(2);

await run(async (open) => {
  const size = { width: Number(width), height: Number(width) < 500 ? 740 : 900 };
  const page = await open({ url: `${url}/`, calm: false, ...size });
  await page.locator('#caption[data-state="playing"]').waitFor();
  await page.locator('#score-theirs [data-score="lost"].some').waitFor();
  await page.locator('#second .fate.lost', { hasText: '45047' }).first().waitFor();
  await page.locator('#caption[data-state="ended"]').waitFor({ timeout: 120_000 });
  const lost = await page.locator('#score-ours [data-score="lost"]').textContent();
  check(/0/.test(lost) && !/[1-9]/.test(lost), `ours lost something: ${lost}`);
  check(/[1-9]/.test(await page.locator('#score-theirs [data-score="lost"]').textContent()), 'the naive relay lost something');
  await page.locator('.caption-buttons .main').click();
  await page.reload();
  await ready(page);
  check(await page.locator('#caption').isHidden(), 'the story is told once');

  // Who wants little motion is asked first; who says no is not asked again.
  const calm = await open({ url: `${url}/?story=off`, ...size });
  await ready(calm);
  check(await calm.locator('#caption').isHidden(), 'an address can do without the story');
  await calm.locator('#scenarios').click();
  await calm.locator('[data-entry="story"]').click();
  await calm.locator('#caption[data-state="playing"]').waitFor();
  await calm.locator('#caption-stop').click();
  await calm.locator('#caption').waitFor({ state: 'hidden' });
});
