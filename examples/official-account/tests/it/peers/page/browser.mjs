// What the scripts share: a browser of the machine's own Chromium, a page, and words about what failed.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.DRIFTBOTTLE_NODE_MODULES, '..', 'here.js'));
const { chromium } = require('playwright-core');

/** The longest anything may take to appear. */
export const PATIENCE = 60_000;

const FLAGS = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Watches shifts of the layout, the first paint, and everything the page complains about. */
const WATCH = () => {
  window.watched = { shift: 0, paint: null };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.watched.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') window.watched.paint = entry.startTime;
  }).observe({ type: 'paint', buffered: true });
};

export function check(so, what) {
  if (!so) throw new Error(what);
}

/** Runs `work(open)`; `open(options)` answers a page. Ends with the line `ok`. */
export async function run(work) {
  const browser = await chromium.launch({ executablePath: process.env.DRIFTBOTTLE_CHROMIUM, headless: true, chromiumSandbox: false, args: FLAGS });
  const complaints = [];
  const open = async ({ url, width = 1440, height = 900, dark = false, calm = true, language = 'zh-CN', scripts = true } = {}) => {
    const context = await browser.newContext({
      viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: calm ? 'reduce' : 'no-preference', locale: language, javaScriptEnabled: scripts,
      hasTouch: width < 500, isMobile: width < 500, deviceScaleFactor: width < 500 ? 2 : 1, permissions: ['clipboard-read', 'clipboard-write'],
    });
    await context.addInitScript(WATCH);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => complaints.push(String(error)));
    // A deed that is refused on purpose is told by the browser too.
    page.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text()); });
    page.on('request', (request) => { if (!/^(https?:\/\/(127\.0\.0\.1|localhost)[:/]|data:|blob:)/.test(request.url())) complaints.push(`asked for ${request.url()}`); });
    await page.goto(url);
    return page;
  };
  try {
    await work(open);
    check(complaints.length === 0, `the page complained: ${complaints.join(' | ')}`);
    console.log('ok');
  } finally {
    await browser.close();
  }
}

/** The device of somebody, in our world. */
export const device = (page, n) => page.locator('#phones .device').nth(n);

/** Types a line and sends it with Enter. */
export async function say(page, n, text) {
  const field = device(page, n).locator('textarea');
  await field.fill(text);
  await field.press('Enter');
}

/** Waits until somebody's phone shows words. */
export const sees = (page, n, words) => device(page, n).locator('.row.account .bubble', { hasText: words }).last().waitFor();

/** Waits until the bot is there and both phones are welcomed. */
export async function ready(page) {
  await page.locator('#link[data-state="verified"]').waitFor();
  await sees(page, 0, /找人|find/);
  await sees(page, 1, /找人|find/);
}

/** What the page has watched: `{ shift, paint }`. */
export const watched = (page) => page.evaluate(() => window.watched);
