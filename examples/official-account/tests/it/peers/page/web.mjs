// The in-app browser: consent and login pages of WeChat in a phone, with its title bar and ✕.

import { check, device, ready, run } from './browser.mjs';

const [url] = process.argv.slice(2);

await run(async (open) => {
  const page = await open({ url: `${url}/?story=off` });
  await ready(page);
  const appId = (await (await fetch(`${url}/simulator/state`)).json()).account.app_id;
  // The bot's links are what it sends: here one is put on a phone as the bot would, and tapped.
  const login = `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${appId}&redirect_uri=${encodeURIComponent(`${url}/simulator/state`)}&response_type=code&scope=snsapi_userinfo&state=s1#wechat_redirect`;
  await page.evaluate(async ([link]) => {
    const { openPage } = await import('/phone/browser.js');
    openPage({ id: 1, frame: document.querySelector('#phones .device .frame') }, link);
  }, [login]);
  const frame = device(page, 0).frameLocator('.web iframe');
  await frame.locator('.buttons .yes').waitFor();
  await frame.locator('.buttons .no').click();
  await frame.getByText('没有同意').waitFor();
  await device(page, 0).getByRole('button', { name: '关闭网页' }).click();
  check(await device(page, 0).locator('.web').count() === 0, 'the page closes');
});
