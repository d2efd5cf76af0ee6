// `inspect`: who gets an answer, what is sent, and what ends it.
import { request, type IncomingHttpHeaders } from 'node:http';
import { InspectorError, multiverseOf, OptionError, timeline, tracked, type Inspector } from 'janus-ts';
import type { PageData } from '../../../src/viz/page-data.js';
import { withUpdate, type PageUpdate } from '../../../src/viz/page-update.js';

@timeline({ mode: 'multiverse', name: 'Board' })
class Board {
  @tracked title = 'Untitled';
}

let inspector: Inspector;
let board: Board;
let t: ReturnType<typeof multiverseOf>;

beforeEach(async () => {
  board = new Board();
  t = multiverseOf(board);
  board.title = 'Plan';
  inspector = await t.inspect();
});
afterEach(() => inspector.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(url: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(url, options, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body });
      });
    })
      .on('error', reject)
      .end();
  });
}

const dataOf = (page: string): PageData =>
  JSON.parse(/<script id="data" type="application\/json">(.*?)<\/script>/.exec(page)![1]!) as PageData;

/** Follows, as the page does: every event as it comes. */
function follow(
  since: number,
  headers: Record<string, string> = {},
): AsyncIterator<{ event: string; data: string; id: string }> & { stop(): void } {
  const texts: string[] = [];
  let wake = (): void => undefined;
  let isOver = false;
  const call = request(`${inspector.url}updates?since=${String(since)}`, { headers }, (response) => {
    let rest = '';
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      const parts = (rest + text).split('\n\n');
      rest = parts.pop()!;
      texts.push(...parts);
      wake();
    });
    response.on('close', () => {
      isOver = true;
      wake();
    });
  }).end();
  call.on('error', () => undefined);
  return {
    stop: () => call.destroy(),
    async next() {
      while (texts.length === 0 && !isOver) await new Promise<void>((done) => (wake = done));
      const text = texts.shift();
      if (text === undefined) return { done: true, value: undefined };
      const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
      return { done: false, value: { event: field('event'), data: field('data'), id: field('id') } };
    },
  };
}

async function nextUpdate(events: ReturnType<typeof follow>): Promise<PageUpdate & { id: string }> {
  const { value } = (await events.next()) as { value: { event: string; data: string; id: string } };
  expect(value.event).toBe('update');
  return { ...(JSON.parse(value.data) as PageUpdate), id: value.id };
}

const revisionOf = (page: string): number => Number(/data-updates="updates\?since=(-?\d+)"/.exec(page)![1]);

test('the address is on loopback, and has a token of 256 bits', () => {
  expect(inspector.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}\/$/);
});

test('the page is that of the history, and nobody may keep, frame or read it', async () => {
  const { status, headers, body } = await ask(inspector.url);
  expect(status).toBe(200);
  expect(dataOf(body)).toMatchObject({ name: 'Board', count: 2, current: 1, branch: 'main' });
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'sha256-.*connect-src 'self'.*frame-ancestors 'none'$/,
  );
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test.each([
  ['no token', (url: string) => new URL('/', url).href],
  ['another token', (url: string) => url.replace(/\/[\w-]{43}\//, `/${'A'.repeat(43)}/`)],
  ['a shorter token', (url: string) => url.replace(/.\/$/, '/')],
  ['the token in upper case', (url: string) => url.replace(/[\w-]{43}/, (token) => token.toUpperCase())],
  ['updates without the token', (url: string) => new URL('/updates', url).href],
  ['what it does not have', (url: string) => `${url}favicon.ico`],
])('%s: 404', async (_, of) => {
  const { status, body } = await ask(of(inspector.url));
  expect(status).toBe(404);
  expect(body).toBe('There is nothing here.\n');
});

test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])('asked for as %s: 403', async (host) => {
  const { port } = new URL(inspector.url);
  const { status, body } = await ask(inspector.url, {
    headers: { Host: host === 'localhost' ? `localhost:${port}` : host },
  });
  expect(status).toBe(403);
  expect(body).not.toContain('Plan');
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('%s: 405', async (method) => {
  const { status, headers } = await ask(inspector.url, { method });
  expect(status).toBe(405);
  expect(headers.allow).toBe('GET');
});

test('who follows is sent what is new, once for all that happened in one turn', async () => {
  const { body } = await ask(inspector.url);
  let data = dataOf(body);
  const events = follow(revisionOf(body));
  for (let i = 0; i < 500; i++) board.title = `title ${String(i)}`;
  const update = await nextUpdate(events);
  expect(update.from).toBe(2);
  expect(update.data.count).toBe(502);
  expect(update.data.changes).toHaveLength(500);
  data = withUpdate(data, update);
  t.label('here');
  t.undo(3);
  const later = await nextUpdate(events);
  expect(later.from).toBe(502);
  expect(later.data.changes).toEqual([]);
  data = withUpdate(data, later);
  expect(data).toEqual(dataOf((await ask(inspector.url)).body));
  events.stop();
});

test('a moment that grew by coalescing is told again', async () => {
  t.coalesce('typing', () => (board.title = 'a'));
  const { body } = await ask(inspector.url);
  const events = follow(revisionOf(body));
  t.coalesce('typing', () => (board.title = 'ab'));
  const update = await nextUpdate(events);
  expect(update.from).toBe(2);
  expect(withUpdate(dataOf(body), update)).toEqual(dataOf((await ask(inspector.url)).body));
  events.stop();
});

test('when older moments are pruned, everything is told again', async () => {
  for (let i = 0; i < 20; i++) board.title = `title ${String(i)}`;
  const { body } = await ask(inspector.url);
  const events = follow(revisionOf(body));
  t.prune({ moments: 5 });
  t.label('kept');
  const update = await nextUpdate(events);
  expect(update.from).toBe(0);
  expect(update.data.count).toBeLessThan(10);
  expect(withUpdate(dataOf(body), update)).toEqual(dataOf((await ask(inspector.url)).body));
  events.stop();
});

test('who connects again is sent what it missed; who comes with nothing, or with what nobody knows, everything', async () => {
  const first = follow(-1);
  const { id, from } = await nextUpdate(first);
  expect(from).toBe(0);
  first.stop();
  board.title = 'while away';
  await ask(inspector.url);
  board.title = 'and again';
  const again = follow(-1, { 'Last-Event-ID': id });
  const update = await nextUpdate(again);
  expect([update.from, update.data.count]).toEqual([2, 4]);
  again.stop();
  for (const id of ['x', '1e9', '-7', '0.5']) {
    const lost = follow(-1, { 'Last-Event-ID': id });
    expect((await nextUpdate(lost)).from).toBe(0);
    lost.stop();
  }
});

test('while a transaction is open the page has no states, and they come when it has ended', async () => {
  const group = t.group();
  board.title = 'half';
  const { body } = await ask(inspector.url);
  expect(dataOf(body).genesis).toBeUndefined();
  const events = follow(revisionOf(body));
  await new Promise((done) => setTimeout(done, 150));
  group.commit();
  const update = await nextUpdate(events);
  expect(update.from).toBe(0);
  expect(update.data).toMatchObject({ count: 3 });
  expect(update.data.changes).toHaveLength(3);
  events.stop();
});

test('dispose ends it', async () => {
  const events = follow(-1);
  await nextUpdate(events);
  t.dispose();
  expect((await events.next()).value).toMatchObject({ event: 'end' });
  expect((await events.next()).done).toBe(true);
  await expect(ask(inspector.url)).rejects.toThrow();
});

test('close ends it, and can be called again', async () => {
  const events = follow(-1);
  await nextUpdate(events);
  await inspector.close();
  await inspector.close();
  expect((await events.next()).value).toMatchObject({ event: 'end' });
  await expect(ask(inspector.url)).rejects.toThrow();
  board.title = 'goes on';
  expect(t.undo()).toBe(1);
});

test('two histories are served beside each other, and a port that is in use is refused', async () => {
  const other = multiverseOf(new Board());
  const second = await other.inspect();
  expect(dataOf((await ask(second.url)).body).count).toBe(1);
  expect((await ask(second.url.replace(/[\w-]{43}/, /[\w-]{43}/.exec(inspector.url)![0]))).status).toBe(404);
  const port = Number(new URL(inspector.url).port);
  const refused = other.inspect({ port });
  await expect(refused).rejects.toThrow(InspectorError);
  await expect(refused).rejects.toMatchObject({
    code: 'JANUS_INSPECTOR',
    port,
    message: expect.stringContaining('EADDRINUSE'),
  });
  await second.close();
  const reused = await other.inspect({ port: Number(new URL(second.url).port) });
  expect(new URL(reused.url).port).toBe(new URL(second.url).port);
  await reused.close();
});

test.each([[null], [{ port: -1 }], [{ port: 1.5 }], [{ port: 65_536 }], [{ port: '80' }], [{ keepProcess: 1 }]])(
  'inspect(%j) is refused',
  async (options) => {
    await expect(t.inspect(options as never)).rejects.toThrow(OptionError);
  },
);

test('a disposed timeline cannot be inspected', async () => {
  const other = multiverseOf(new Board());
  other.dispose();
  await expect(other.inspect()).rejects.toMatchObject({ code: 'JANUS_DISPOSED' });
});
