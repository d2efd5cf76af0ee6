// A history as one page that needs no network: the data as JSON, the client that draws it, and a policy that lets nothing
// else run.
import type { HistoryDetails, HistoryView } from '../history-view.js';
import { CLIENT, CLIENT_HASH, STYLE_HASH } from './client.gen.js';
import { pageData, type PageData } from './page-data.js';
import { PAGE_STYLE } from './page-style.js';
import { escapeMarkup } from './text.js';

/** Options of the `html` backend. */
export interface HtmlOptions {
  /** Whether the page carries changes and states; true by default. */
  states?: boolean;
  /** How large they may be, in characters; 64 million by default. Moments beyond that are shown without. */
  maxBytes?: number;
}

const MOST = 64_000_000;

/** The text of a page. O(moments), and what was changed. */
export function html(view: HistoryView, options: HtmlOptions = {}, details?: HistoryDetails): string {
  return pageOf(pageData(view, options.states === false ? undefined : details, options.maxBytes ?? MOST));
}

/** What a page may do: run its own script and style, and talk to where it came from if it follows a running object. */
export function policyOf(isLive: boolean): string {
  return [
    `default-src 'none'`,
    `script-src '${CLIENT_HASH}'`,
    `style-src '${STYLE_HASH}'`,
    ...(isLive ? [`connect-src 'self'`] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/** The page of its data; `updates` is where a page that follows a running object hears of it, relative to the page. */
export function pageOf(data: PageData, updates?: string): string {
  const live = updates === undefined ? '' : ` data-updates="${escapeMarkup(updates)}"`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(updates !== undefined)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(`History of ${data.name}`)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body${live}>
<header>
<h1>${escapeMarkup(data.name)}</h1><p id="summary"></p>
<search><input id="search" type="search" placeholder="Search titles, labels, branches, tags" aria-label="Search" autocomplete="off" spellcheck="false"><output id="found" for="search"></output></search>
<button id="fold" aria-pressed="false" title="f">Fold</button>
<span class="group"><button id="out" aria-label="Smaller" title="-">−</button><button id="in" aria-label="Larger" title="+">+</button></span>
<button id="theme" aria-label="Light or dark" title="d">◐</button>
</header>
<main>
<section id="graph" role="listbox" aria-label="Moments, newest first" tabindex="0"></section>
<aside id="panel" aria-label="The chosen moment" tabindex="0"></aside>
</main>
<footer>
<button id="before" aria-label="One moment back" title="[">‹</button>
<input id="time" type="range" min="0" step="1" aria-label="Moment">
<button id="after" aria-label="One moment on" title="]">›</button>
<p id="keys"><kbd>↑</kbd><kbd>↓</kbd> choose <kbd>←</kbd> parent <kbd>→</kbd> child <kbd>c</kbd> compare with <kbd>/</kbd> search <kbd>n</kbd> next <kbd>f</kbd> fold <kbd>+</kbd><kbd>-</kbd> zoom <kbd>h</kbd> here</p>
</footer>
<noscript>This page draws the history with its own script.</noscript>
<script id="data" type="application/json">${inScript(data)}</script>
<script>${CLIENT}</script>
</body>
</html>
`;
}

/** JSON that can stand in a script element: no text in it can end the element or begin another one. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
