// The page in a browser, as a reader uses it: click, keys, search, fold, scrub, compare.
import type { Browser, Page } from 'playwright-core';
import { multiverseOf, timeline, tracked } from 'janus-ts';
import { browserTest, launch } from './browser.js';

class Note {
  @tracked text = '';
}

@timeline({ mode: 'multiverse', name: 'Board' })
class Board {
  @tracked title = 'Untitled';
  @tracked notes: Note[] = [];
}

let browser: Browser | undefined;
let page: Page;
let errors: string[];

afterAll(() => browser?.close());
afterEach(() => page.close());

async function open(html: string, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  browser ??= await launch();
  page = await browser.newPage({ viewport: { width: 1200, height: 800 }, colorScheme });
  errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => request.url() !== 'about:blank' && errors.push(`asked for ${request.url()}`));
  await page.setContent(html);
  await settle();
}

/** Two frames: one in which the page does what it was asked, one after it. */
const settle = (): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
const panel = (): Promise<string> => page.locator('#panel').innerText();
const press = async (key: string): Promise<void> => {
  await page.keyboard.press(key);
  await settle();
};
const selected = (): Promise<string | null> => page.locator('.row.selected .id').textContent();

function history(): string {
  const board = new Board();
  const t = multiverseOf(board);
  board.title = 'Plan';
  const note = new Note();
  board.notes.push(note);
  t.label('draft');
  t.branch('idea');
  t.transact('Write it down', () => (note.text = 'an idea'));
  t.switch('main');
  board.title = 'Plan B';
  t.merge('idea');
  t.tag({ reviewed: true });
  return t.plot({ backend: 'html' });
}

browserTest('a moment is clicked, and told with its changes and its state', async () => {
  await open(history());
  expect(await page.title()).toBe('History of Board');
  expect(await page.locator('.row').count()).toBe(6);
  expect(await selected()).toBe('#5');
  await page.locator('.row', { hasText: 'Write it down' }).click();
  await settle();
  expect(await selected()).toBe('#3');
  expect(await page.locator('#changes').innerText()).toBe('notes[0].text "" → "an idea"');
  const state = await page.locator('#state').innerText();
  expect(state).toContain('title: "Plan"');
  expect(await page.locator('#state .changed').innerText()).toBe('text: "an idea"');
  expect(errors).toEqual([]);
});

browserTest('keys go to parents, children, neighbours and back to where the object stands', async () => {
  await open(history());
  await press('ArrowDown');
  expect(await selected()).toBe('#4');
  await press('ArrowLeft');
  expect(await selected()).toBe('#2');
  await press('ArrowRight');
  expect(await selected()).toBe('#3');
  await press('End');
  expect(await selected()).toBe('#0');
  expect(await panel()).toContain('title: "Untitled"');
  await press('h');
  expect(await selected()).toBe('#5');
});

browserTest('search finds titles, labels, branches and tags', async () => {
  await open(history());
  await press('/');
  for (const [text, id] of [
    ['WRITE', '#3'],
    ['draft', '#2'],
    ['idea', '#3'],
    ['reviewed', '#5'],
  ] as const) {
    await page.locator('#search').fill(text);
    await press('Enter');
    expect(await selected()).toBe(id);
    expect(await page.locator('#found').innerText()).toBe('1 of 1');
  }
  await page.locator('#search').fill('nowhere');
  expect(await page.locator('#found').innerText()).toBe('none');
});

browserTest('scrubbing shows the state of every moment', async () => {
  await open(history());
  const titles: string[] = [];
  for (let moment = 0; moment < 6; moment++) {
    await page.locator('#time').fill(String(moment));
    await settle();
    titles.push(/title: "(.*)"/.exec(await panel())?.[1] ?? 'none');
  }
  expect(titles).toEqual(['Untitled', 'Plan', 'Plan', 'Plan', 'Plan B', 'Plan B']);
});

browserTest('two moments are compared', async () => {
  await open(history());
  await page.locator('.row', { hasText: 'draft' }).click();
  await settle();
  await page.locator('#compare').click();
  await page.locator('.row', { hasText: 'you are here' }).click();
  await settle();
  expect(await panel()).toContain('#2 compared with #5');
  expect(await page.locator('#comparison li').allInnerTexts()).toEqual([
    'title "Plan"',
    'title "Plan B"',
    'notes › • › text ""',
    'notes › • › text "an idea"',
  ]);
  await press('Escape');
  expect(await panel()).toContain('Compare with');
});

function longHistory(moments: number): string {
  const board = new Board();
  const t = multiverseOf(board);
  for (let i = 1; i < moments; i++) {
    if (i % 500 === 0) t.transact(`Step ${String(i)}`, () => (board.title = `title ${String(i)}`));
    else board.title = `title ${String(i)}`;
  }
  return t.plot({ backend: 'html' });
}

browserTest('runs fold and unfold, and searching opens what hides a moment', async () => {
  await open(longHistory(5000));
  expect(await page.locator('.row').count()).toBeLessThan(30);
  expect(await page.locator('.unfold').first().innerText()).toBe('+ 498 moments');
  await page.locator('.unfold').first().click();
  await settle();
  expect(await page.locator('.row .id').nth(1).innerText()).toBe('#4998');
  await press('f');
  await press('f');
  await page.locator('#time').fill('1234');
  await settle();
  expect(await selected()).toBe('#1234');
  expect(await panel()).toContain('title: "title 1234"');
});

browserTest('a long history: what is far away is not drawn, and everything can be reached', async () => {
  await open(longHistory(100_000), 'dark');
  await press('f');
  expect(await page.locator('.row').count()).toBeLessThan(100);
  await press('End');
  expect(await selected()).toBe('#0');
  await page.locator('#time').fill('50000');
  await settle();
  expect(await panel()).toContain('title: "title 50000"');
  expect(await page.locator('.row').count()).toBeLessThan(100);
  expect(errors).toEqual([]);
});

browserTest('dragging pans without choosing, keys zoom, and the theme can be turned', async () => {
  await open(longHistory(300));
  await press('f');
  await page.mouse.move(400, 700);
  await page.mouse.down();
  await page.mouse.move(400, 300, { steps: 8 });
  await page.mouse.up();
  await settle();
  expect(await page.evaluate<number>(`document.getElementById('graph').scrollTop`)).toBeGreaterThan(300);
  expect(await page.locator('#time').inputValue()).toBe('299');
  const height = (): Promise<number> => page.evaluate(`document.querySelector('.row').offsetHeight`);
  const normal = await height();
  await press('+');
  expect(await height()).toBeGreaterThan(normal);
  const ground = (): Promise<string> => page.evaluate(`getComputedStyle(document.body).backgroundColor`);
  const light = await ground();
  await press('d');
  expect(await ground()).not.toBe(light);
  expect(errors).toEqual([]);
});

const HOSTILE = [
  '</script><script>window.hurt=1</script>',
  '<img src=x onerror="window.hurt=1">',
  `"'><b>&amp;&lt;`,
  '<!--<script>',
  ']]>',
  '\u202Eevil\u0000\u0007\u2028',
  'javascript:alert(1)',
  '__proto__',
  '${1}`',
];

function hostileHistory(): ReturnType<typeof multiverseOf> {
  @timeline({ mode: 'multiverse', name: `Board ${HOSTILE.join(' ')}` })
  class Hostile {
    @tracked value: unknown = '';
    @tracked map = new Map<string, string>();
  }
  const owner = new Hostile();
  const t = multiverseOf(owner);
  HOSTILE.forEach((text, at) => {
    t.transact(text, () => {
      owner.value = text;
      owner.map.set(text, text);
    });
    t.label(text);
    t.tag({ [text]: text });
    t.branch(`${text} ${String(at)}`);
  });
  return t;
}

browserTest('hostile names and values stay texts in the page', async () => {
  const t = hostileHistory();
  await open(t.plot({ backend: 'html' }));
  const shown = await page.locator('#graph').innerText();
  for (const text of HOSTILE.slice(0, 3)) expect(shown).toContain(text);
  for (let at = 0; at <= HOSTILE.length; at++) {
    await page.locator('#time').fill(String(at));
    await settle();
    if (at > 0) expect(await page.locator('#state').textContent()).toContain(JSON.stringify(HOSTILE[at - 1]));
  }
  const elements = await page.evaluate<[number, number, unknown]>(
    `[document.scripts.length, document.querySelectorAll('img, b, iframe, object').length, window.hurt ?? null]`,
  );
  expect(elements).toEqual([2, 0, null]);
  expect(errors).toEqual([]);
});

browserTest('hostile names stay texts in the SVG, which is well-formed XML', async () => {
  const t = hostileHistory();
  await open('<p></p>');
  const svg = t.plot({ backend: 'svg', width: 4000 });
  const [faults, names, texts] = await page.evaluate<[number, string[], string[]], string>((text) => {
    const page = globalThis as unknown as {
      DOMParser: new () => { parseFromString(text: string, type: string): never };
    };
    const parsed = new page.DOMParser().parseFromString(text, 'image/svg+xml') as {
      querySelectorAll(selector: string): Iterable<{ localName: string; textContent: string }> & { length: number };
    };
    return [
      parsed.querySelectorAll('parsererror').length,
      [...new Set([...parsed.querySelectorAll('*')].map(({ localName }) => localName))],
      [...parsed.querySelectorAll('.row text')].map(({ textContent }) => textContent),
    ];
  }, svg);
  expect(faults).toBe(0);
  expect(names.sort()).toEqual(['circle', 'desc', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title']);
  for (const text of HOSTILE.slice(0, 5)) expect(texts).toContain(text);
});

browserTest('nothing in an SVG overlaps: texts end before the next begins, and inside the drawing', async () => {
  const board = new Board();
  const t = multiverseOf(board);
  const long = 'A title WITH WIDE MMMM letters, кириллица, 漢字漢字 and more words than any row can hold '.repeat(3);
  for (let i = 0; i < 12; i++) {
    t.transact(i % 2 === 0 ? long.slice(i) : 'short', () => (board.title += 'x'));
    t.tag({ by: 'somebody with a name', count: i });
    if (i % 3 === 0) t.label(`${'Version '.repeat(i)}${String(i)}`);
    if (i % 4 === 0) t.branch(`branch-${'long-'.repeat(i)}${String(i)}`);
  }
  await open(`<body style="margin:0">${t.plot({ backend: 'svg' })}`);
  const overlaps = await page.evaluate<string[]>(`[...document.querySelectorAll('.row')].flatMap((row) => {
    const boxes = [...row.querySelectorAll(':scope > text, :scope > .pill > rect, :scope > circle')]
      .map((one) => [one.getBoundingClientRect(), one.textContent])
      .sort(([a], [b]) => a.left - b.left);
    return boxes.flatMap(([box, text], at) => {
      const next = boxes[at + 1];
      const isRing = box.width < 20 && next?.[0].width < 20;
      return box.right > 760 || (next && !isRing && box.right > next[0].left) ? [text + ' | ' + next?.[1]] : [];
    });
  })`);
  expect(overlaps).toEqual([]);
  const tight = await page.evaluate<number>(
    `[...document.querySelectorAll('.pill')].filter((pill) => pill.querySelector('text').getBBox().width > pill.querySelector('rect').getBBox().width - 6).length`,
  );
  expect(tight).toBe(0);
});
