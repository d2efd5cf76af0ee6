// The live page in a browser: it follows the object, and what the reader has chosen, unfolded and scrolled to stays.
import type { Browser, Page } from 'playwright-core';
import { multiverseOf, timeline, tracked, type Inspector } from 'janus-ts';
import { browserTest, launch } from './browser.js';

@timeline({ mode: 'multiverse', name: 'Board' })
class Board {
  @tracked title = 'Untitled';
  @tracked notes: string[] = [];
}

let browser: Browser | undefined;
let page: Page;
let inspector: Inspector;
let board: Board;
let t: ReturnType<typeof multiverseOf>;
let errors: string[];

afterAll(() => browser?.close());
afterEach(async () => {
  await page.close();
  await inspector.close();
});

async function open(): Promise<void> {
  inspector = await t.inspect();
  browser ??= await launch();
  page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on(
    'request',
    (request) => !request.url().startsWith(inspector.url) && errors.push(`asked for ${request.url()}`),
  );
  await page.goto(inspector.url, { waitUntil: 'domcontentloaded' });
  await summary(/ · live$/);
}

function begin(writes: number): void {
  board = new Board();
  t = multiverseOf(board);
  for (let i = 1; i <= writes; i++) board.title = `title ${String(i)}`;
}

/** Waits until the page says so. */
const summary = (text: RegExp): Promise<void> =>
  page.locator('#summary').filter({ hasText: text }).waitFor({ timeout: 20_000 });
const settle = (): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
const selected = (): Promise<string | null> => page.locator('.row.selected .id').textContent();
const panel = (): Promise<string> => page.locator('#panel').innerText();
const top = (): Promise<number> => page.evaluate(`document.getElementById('graph').scrollTop`);

browserTest('who looks at the present moment goes along; undo, branches and labels are seen', async () => {
  begin(2);
  await open();
  expect(await selected()).toBe('#2');
  t.transact('Rename', () => (board.title = 'Plan'));
  board.notes.push('milk');
  await summary(/^5 moments/);
  await settle();
  expect(await selected()).toBe('#4');
  expect(await panel()).toContain('"milk"');
  t.undo();
  t.branch('idea');
  t.label('draft');
  await summary(/2 branches · on idea/);
  await settle();
  expect(await selected()).toBe('#3');
  const row = await page.locator('.row.selected').innerText();
  for (const text of ['you are here', 'idea', 'draft', 'Rename']) expect(row).toContain(text);
  expect(errors).toEqual([]);
});

browserTest('what is chosen, found, zoomed and in view stays', async () => {
  begin(300);
  await open();
  await page.keyboard.press('f');
  await page.locator('#time').fill('150');
  await settle();
  await page.keyboard.press('+');
  await page.locator('#search').fill('rename');
  await settle();
  const [before, height] = [await top(), await page.evaluate<number>(`document.querySelector('.row').offsetHeight`)];
  const firstRow = await page.locator('.row .id').first().innerText();
  for (let i = 0; i < 10; i++) t.transact('Rename', () => (board.title = `again ${String(i)}`));
  await summary(/^311 moments/);
  await settle();
  expect(await selected()).toBe('#150');
  expect(await panel()).toContain('title: "title 150"');
  expect(await page.locator('.row .id').first().innerText()).toBe(firstRow);
  expect(await top()).toBe(before + 10 * height);
  expect(await page.locator('#found').innerText()).toBe('10 found');
  expect(await page.locator('#time').getAttribute('max')).toBe('310');
  await page.locator('#graph').focus();
  await page.keyboard.press('h');
  await settle();
  expect(await selected()).toBe('#310');
  expect(await panel()).toContain('title: "again 9"');
  expect(errors).toEqual([]);
});

browserTest('a burst of writes into a long history arrives whole', async () => {
  begin(20_000);
  await open();
  for (let turn = 0; turn < 20; turn++) {
    for (let i = 0; i < 100; i++) board.title = `turn ${String(turn)}.${String(i)}`;
    await new Promise((done) => setTimeout(done, 5));
  }
  await summary(/^22,001 moments/);
  await settle();
  expect(await selected()).toBe('#22000');
  await page.locator('#time').fill('20001');
  await settle();
  expect(await panel()).toContain('title: "turn 0.0"');
  expect(errors).toEqual([]);
});

browserTest('the page says when the history has ended', async () => {
  begin(1);
  await open();
  t.dispose();
  await summary(/it has ended$/);
  expect(await panel()).toContain('title: "title 1"');
});
