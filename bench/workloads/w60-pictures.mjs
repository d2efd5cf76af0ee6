// W60: drawing a history: 5,000 moments as SVG, with branches, merges, titles and abandoned stretches.
// W61: 100,000 moments as a page: making it, and in Chromium the first paint and scrolling with all rows unfolded.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expectValue, timed } from '../harness/measure.mjs';

const BROWSER = process.env.JANUS_BROWSER ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
const SCROLLED_MS = 2_000;

export const svg = {
  id: 'w60',
  title: 'a history as SVG',
  sizes: () => [5_000],
  smallest: 500,
  figures: { draw: { title: 'SVG of 5,000 moments', unit: 'ms' } },

  /** Milliseconds per drawing. */
  round(peer, size) {
    const document = peer.drawn(size);
    let text = '';
    const draw = timed(() => {
      text = document.plot('svg');
    });
    expectValue(
      text.endsWith('</svg>\n') && text.includes(`${size.toLocaleString('en-US')} moments`),
      true,
      'a drawing',
    );
    document.dispose();
    return { draw: draw / 1e6 };
  },
};

export const page = {
  id: 'w61',
  title: 'a history as a page',
  cold: true,
  sizes: () => [100_000],
  smallest: 1_000,
  unavailable: () => (existsSync(BROWSER) ? undefined : `there is no browser at ${BROWSER}`),
  figures: {
    make: { title: 'page of 100,000 moments, with all states', unit: 'ms' },
    paint: { title: 'first paint of that page', unit: 'ms' },
    frame: { title: 'frame while scrolling through it', unit: 'ms' },
  },

  async round(peer, size) {
    const document = peer.drawn(size);
    let text = '';
    const make = timed(() => {
      text = document.plot('html');
    });
    document.dispose();
    const folder = mkdtempSync(join(tmpdir(), 'janus-'));
    const file = join(folder, 'page.html');
    writeFileSync(file, text);
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
    try {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await tab.goto(pathToFileURL(file).href);
      const paint = await tab.evaluate(firstPaint);
      await tab.locator('#fold').click();
      const rows = await tab.locator('.row').count();
      expectValue(rows > 10 && rows < 200, true, 'only visible rows');
      const frame = await tab.evaluate(scrollThrough, SCROLLED_MS);
      return { make: make / 1e6, paint, frame };
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true });
    }
  },
};

// The functions below run in the page.

/** Milliseconds from the beginning of the navigation to the first paint with content. */
async function firstPaint() {
  for (;;) {
    const [entry] = performance.getEntriesByName('first-contentful-paint');
    if (entry !== undefined) return entry.startTime;
    await new Promise((done) => requestAnimationFrame(done));
  }
}

/** Milliseconds per frame while the list moves by half a screen in each. */
async function scrollThrough(milliseconds) {
  const list = document.getElementById('graph');
  list.scrollTop = 0;
  const begin = performance.now();
  let frames = 0;
  while (performance.now() - begin < milliseconds) {
    list.scrollTop += list.clientHeight / 2;
    await new Promise((done) => requestAnimationFrame(done));
    frames++;
  }
  if (list.scrollTop === 0) throw new Error('nothing scrolled');
  return (performance.now() - begin) / frames;
}
