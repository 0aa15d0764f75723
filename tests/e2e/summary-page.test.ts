import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../support/tools.js';
import { type Medpat, openMedpat } from './support/medpat.js';

const executablePath = findChromium();
if (!executablePath) console.log('summary page in a browser: left out, there is no Chromium');

let medpat: Medpat;
let browser: Browser;
let page: string;

beforeAll(async () => {
  if (!executablePath) return;
  medpat = openMedpat();
  expect(medpat.run('generate', '-p', '300', '-s', '7', '-o', 'out').code).toBe(0);
  const [run = ''] = readdirSync(join(medpat.folder, 'out'));
  page = pathToFileURL(join(medpat.folder, 'out', run, 'summary.html')).href;
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
});

afterAll(async () => {
  await browser?.close();
  medpat?.remove();
});

test.skipIf(!executablePath).each([
  ['laptop', 1366, 768],
  ['phone', 390, 844],
])('the summary page reads well on a %s and asks nobody for anything', async (_, width, height) => {
  const view = await browser.newPage({ viewport: { width, height } });
  const complaints: string[] = [];
  const requests: string[] = [];
  view.on('console', (message) => complaints.push(message.text()));
  view.on('pageerror', (error) => complaints.push(String(error)));
  view.on('request', (request) => requests.push(request.url()));
  await view.goto(page);
  expect(await view.title()).toContain('Default exercise');
  expect(await view.getByText('synthetic data').first().isVisible()).toBe(true);
  expect(await view.locator('svg').count()).toBeGreaterThan(5);
  expect(await view.locator('table').count()).toBeGreaterThan(5);
  // Wide tables scroll inside their own box; the page itself never does.
  const overflow = await view.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
  expect(requests).toEqual([page]);
  await view.close();
});
