// The inspector: the page of a history, served live to whoever has its address.
//
// It listens on loopback only. Other programs of the machine and pages of other sites can reach that, so everything but the
// address with the token is refused; the name the caller asked for has to be the address itself, so that no name that was
// made to point here (DNS rebinding) gets an answer; and nothing may read, frame or keep an answer.
//
// S1: nothing is read of the history without a caller who has the token.
// S2: after `close` nothing here holds the source.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InspectorError, OpenTransactionError } from '../errors.js';
import { pageOf, policyOf } from '../viz/html.js';
import { isBusy } from './availability.js';
import { LiveHistory, type LiveSource } from './live-history.js';
import { Watchers } from './watchers.js';

/** Options of `inspect`. */
export interface InspectOptions {
  /** The port to listen on; a free one by default. */
  port?: number;
  /** Whether the process stays alive for the inspector; false by default. */
  keepProcess?: boolean;
}

/** A running inspector. */
export interface Inspector {
  /** The address of the page. Who has it can read the history, so it is a secret. */
  readonly url: string;
  /** Ends it, and all connections. Called again it does nothing. */
  close(): Promise<void>;
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `${policyOf(true)}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Serves a history until it is closed, or disposed. @throws {InspectorError} when it cannot listen */
export async function serve(source: LiveSource, { port = 0, keepProcess = false }: InspectOptions): Promise<Inspector> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer({ maxHeaderSize: 8192 });
  await listening(server, port);
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const watchers = new Watchers();
  let live: LiveHistory | undefined = new LiveHistory(source);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closed ??= new Promise((resolve) => {
      unsubscribe?.();
      unsubscribe = undefined;
      live = undefined;
      watchers.end();
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    }));
  let unsubscribe: (() => void) | undefined = source.subscribe(
    (moment) => {
      live?.note(moment);
      watchers.wake();
    },
    () => void close(),
  );
  server.on('request', (request, response) => {
    const refusal = refusalOf(request, host, token);
    if (refusal !== undefined) refuse(response, ...refusal);
    else if (live !== undefined) answer(live, watchers, request, response);
  });
  if (!keepProcess) {
    server.unref();
    server.on('connection', (socket) => socket.unref());
  }
  return { url: `http://${host}/${token}/`, close };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new InspectorError(port, error));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

type Refusal = readonly [status: number, text: string, headers?: Readonly<Record<string, string>>];

function refusalOf({ headers, url = '', method }: IncomingMessage, host: string, token: string): Refusal | undefined {
  // A browser leaves out the port that is usual.
  const isHost = headers.host === host || `${headers.host ?? ''}:80` === host;
  if (!isHost) return [403, 'This is not the address it listens on.'];
  if (!isEqual(url.split('/')[1] ?? '', token)) return [404, 'There is nothing here.'];
  if (method !== 'GET') return [405, 'It can only be read.', { Allow: 'GET' }];
  return undefined;
}

/** Compares in a time that depends on nothing but the lengths of the texts. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function refuse(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(`${text}\n`);
}

function answer(live: LiveHistory, watchers: Watchers, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
  const place = pathname.split('/').slice(2).join('/');
  if (place === '') showPage(live, response);
  else if (place === 'updates') {
    const seen = Number(request.headers['last-event-id'] ?? searchParams.get('since') ?? -1);
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    watchers.add(live, response, seen);
  } else refuse(response, 404, 'There is nothing here.');
}

function showPage(live: LiveHistory, response: ServerResponse): void {
  try {
    const page = pageNow(live);
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page);
  } catch (error) {
    // The program that is looked at shall not fail because somebody looks.
    if (isBusy(error)) refuse(response, 503, String(error), { Refresh: '1' });
    else refuse(response, 500, String(error));
  }
}

function pageNow(live: LiveHistory): string {
  try {
    const data = live.whole();
    return pageOf(data, `updates?since=${String(live.revision)}`);
  } catch (error) {
    if (!(error instanceof OpenTransactionError)) throw error;
    // States come when the transaction has ended.
    return pageOf(live.names(), 'updates?since=-1');
  }
}
