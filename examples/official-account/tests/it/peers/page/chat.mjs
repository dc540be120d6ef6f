// Two people talk on the page; every part of a phone and of the panel is used once. Wide and narrow, light and dark.

import { check, device, ready, run, say, sees, watched } from './browser.mjs';

const [url] = process.argv.slice(2);

await run(async (open) => {
  // What is painted first waits for no script and no news: the outlines of two phones.
  const bare = await open({ url: `${url}/?story=off`, scripts: false });
  check(await bare.locator('.ghost .frame').count() === 2, 'the first paint shows phones');
  await bare.context().close();
  const page = await open({ url: `${url}/?story=off` });
  await ready(page);
  console.log('first paint after', (await watched(page)).paint, 'ms');

  // They meet and talk.
  await say(page, 0, '找人');
  await sees(page, 0, '正在找');
  await say(page, 1, '找人');
  await sees(page, 0, '遇到了');
  await sees(page, 1, '遇到了');
  await say(page, 0, '你好 <b>在吗</b> 🌙');
  await sees(page, 1, '你好 <b>在吗</b> 🌙');
  await page.locator('#score-ours [data-score="arrived"]', { hasText: '1' }).waitFor();
  check((await device(page, 1).locator('.origin.customer').last().textContent()).includes('/5'), 'which send of how many is shown');

  // Everything else a person can send.
  for (const tile of ['图片', '语音', '表情包', '位置', '视频', '链接', '小程序', '文件']) {
    const before = await device(page, 0).locator('.row.me').count();
    await device(page, 0).getByRole('button', { name: '更多消息类型' }).click();
    await device(page, 0).locator('.panel-more').getByRole('button', { name: tile, exact: true }).click();
    await page.waitForFunction(([count]) => document.querySelectorAll('#phones .device:first-child .row.me').length > count, [before]);
  }
  await device(page, 0).getByRole('button', { name: '更多消息类型' }).click();
  await device(page, 0).getByRole('button', { name: '扫码' }).click();
  await device(page, 0).locator('.sheet input').fill('42');
  await device(page, 0).locator('.sheet .go').click();
  await page.locator('#rows .entry.push .kind', { hasText: '扫码' }).first().waitFor();
  await device(page, 0).getByRole('button', { name: '表情', exact: true }).click();
  await device(page, 0).locator('.panel-emoji button').first().click();
  check((await device(page, 0).locator('textarea').inputValue()) === '😀', 'an emoji goes into the field');

  // The way of a push, and the line for a shell.
  await device(page, 0).locator('.row.me .bubble', { hasText: '你好' }).click();
  const detail = page.locator('.entry.opened .detail');
  await detail.locator('pre', { hasText: '<Content>' }).last().waitFor();
  await detail.getByRole('button', { name: '复制为 curl' }).first().click();
  check((await page.evaluate(() => navigator.clipboard.readText())).startsWith('curl -i -X POST '), 'a curl line is copied');
  await page.locator('.filters [data-filter="api"]').click();
  await page.locator('#rows .entry.api:not([hidden]) .line').last().click();
  await page.locator('.entry.api.opened .detail pre').last().waitFor();
  const call = await page.locator('.entry.api.opened .detail').textContent();
  check(call.includes('access_token=') || call.includes('stable_token'), 'a call is shown');
  check(!/"secret":\s*"[0-9a-f]{32}"/.test(call), 'a secret is shortened');

  // A story of one's own: clock, faults, seed, account, switches.
  await page.locator('[data-advance="60000"]').click();
  await page.locator('#clock-now.turned').waitFor();
  await page.locator('#tab-faults').click();
  await page.locator('#fault-seed').fill('7');
  await page.locator('#fault-seed').press('Enter');
  await page.locator('#fault-duplicate_push').fill('100');
  await page.locator('#faults-badge', { hasText: '1' }).waitFor();
  await page.locator('#fault-duplicate_push').fill('0');
  await page.locator('#faults-badge').waitFor({ state: 'hidden' });
  await page.locator('#tab-account').click();
  await page.locator('#account-kind').selectOption('verified_subscription');
  await page.locator('#account', { hasText: '认证公众号' }).waitFor();
  await page.locator('#account-kind').selectOption('sandbox');
  await page.locator('#toast', { hasText: 'Sandbox' }).waitFor();
  await page.locator('#account-kind').selectOption('verified_service');
  await page.locator('#account', { hasText: '认证服务号' }).waitFor();
  await page.locator('#switch-grants_add_up').check();
  await page.locator('.switch.changed', { hasText: '额度相加' }).waitFor();
  await page.locator('#switch-grants_add_up').uncheck();

  // A third phone, which follows, leaves, and answers by itself.
  await page.locator('#add-phone').click();
  await device(page, 2).getByRole('button', { name: '关注公众号' }).click();
  await sees(page, 2, '找人');
  await device(page, 2).getByRole('button', { name: '手机菜单' }).click();
  await device(page, 2).getByRole('button', { name: '取消关注' }).click();
  await device(page, 2).getByRole('button', { name: '关注公众号' }).waitFor();

  const { shift } = await watched(page);
  check(shift < 0.02, `the layout shifted by ${shift}`);
});
