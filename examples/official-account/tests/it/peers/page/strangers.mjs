// A stranger answers by itself; the session is exported, and played again on new phones. English, dark, and a narrow screen.

import { check, device, ready, run, say, sees, watched } from './browser.mjs';

const [url] = process.argv.slice(2);

await run(async (open) => {
  const page = await open({ url: `${url}/?story=off`, width: 360, height: 740, dark: true, language: 'en' });
  await ready(page);
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than a phone');
  await page.locator('#tools').click();
  await page.locator('[data-entry="language"]').click();
  await page.locator('h1', { hasText: 'WeChat simulator' }).waitFor();

  await device(page, 1).getByRole('button', { name: 'Phone menu' }).click();
  await device(page, 1).getByRole('button', { name: 'Answer by itself' }).click();
  await sees(page, 1, /正在找|Looking/);
  await say(page, 0, 'find');
  await sees(page, 0, /遇到了|You met/);
  await sees(page, 0, /Go on/);
  await say(page, 0, 'I saw a heron today');
  await sees(page, 1, 'I saw a heron today');
  await device(page, 1).locator('.row.me .bubble').nth(2).waitFor();
  const { shift } = await watched(page);
  check(shift < 0.02, `the layout shifted by ${shift}`);

  // Exported both ways, and played again.
  const [json, rust] = await page.evaluate(() => Promise.all(['json', 'rust'].map((as) => fetch(`/simulator/session?as=${as}`).then((answer) => answer.text()))));
  const { steps } = JSON.parse(json);
  check(steps.some((step) => step.step === 'sees' && step.words === 'I saw a heron today'), 'what was seen is part of a session');
  check(rust.includes('p.say(phone_1, "I saw a heron today")') && rust.includes('sees(&simulator, phone_2, "I saw a heron today")'), 'the Rust test has the line');
  await page.locator('#session-file').setInputFiles({ name: 'session.json', mimeType: 'application/json', buffer: Buffer.from(json) });
  await page.locator('#caption[data-state="ended"]').waitFor();
  await page.locator('.caption-buttons .main').click();
  await page.locator('#session-file').setInputFiles({ name: 'session.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.locator('#toast', { hasText: 'not an exported' }).waitFor();

  // Colours can be chosen, and are remembered.
  await page.locator('#tools').click();
  await page.locator('[data-entry="theme"]').click();
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
});
