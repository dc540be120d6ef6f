// Every scenario plays to its end by its address, and the bot loses nothing in any.

import { check, run, watched } from './browser.mjs';

const [url, width, ...names] = process.argv.slice(2);
/** What the naive relay must have lost or repeated. */
const LOSES = { silent: 'lost', two_days: 'lost', retries: 'repeated', crash: 'lost', personal: 'lost', unfollow: 'lost' };

await run(async (open) => {
  for (const name of names) {
    const page = await open({ url: `${url}/?play=${name}`, width: Number(width), height: Number(width) < 500 ? 740 : 900 });
    const caption = page.locator('#caption');
    await page.locator('#caption[data-state="ended"], #caption[data-state="missed"]').waitFor({ timeout: 180_000 });
    check(await caption.getAttribute('data-state') === 'ended', `${name}: ${await caption.textContent()}`);
    const ours = await page.locator('#score-ours').textContent();
    check(/丢失 0/.test(ours) && !/重复/.test(ours), `${name}: ours: ${ours}`);
    if (LOSES[name]) {
      await page.locator(`#score-theirs [data-score="${LOSES[name]}"].some`).waitFor();
    }
    check(page.url().includes(`play=${name}`), 'the address names the scenario');
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: nothing is wider than the screen`);
    console.log(name, ours, '|', await page.locator('#score-theirs').textContent(), JSON.stringify(await watched(page)));
    await page.context().close();
  }
});
