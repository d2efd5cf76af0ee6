// Backends: what draws a history, by name.
import { show } from '../describe.js';
import { OptionError } from '../errors.js';
import type { HistoryDetails, HistoryView } from '../history-view.js';
import { dot, type DotOptions } from './dot.js';
import { html, type HtmlOptions } from './html.js';
import { mermaid, type MermaidOptions } from './mermaid.js';
import { svg, type SvgOptions } from './svg.js';

/** What `plot` takes: the name of a backend, and the options of that one. */
export type PlotOptions =
  | ({ backend: 'mermaid' } & MermaidOptions)
  | ({ backend: 'dot' } & DotOptions)
  | ({ backend: 'svg' } & SvgOptions)
  | ({ backend: 'html' } & HtmlOptions)
  | { backend: string; [option: string]: unknown };

/**
 * Draws a history as text. It gets all options of `plot`; `details` tells states and changes, and may only be read before
 * it returns.
 */
export type Backend = (
  view: HistoryView,
  options: Readonly<Record<string, unknown>>,
  details: HistoryDetails | undefined,
) => string;

const BUILT_IN: Readonly<Record<string, Backend>> = {
  mermaid: (view, options) => mermaid(view, direction(folding(options))),
  dot: (view, options) => dot(view, direction(folding(options))),
  svg: (view, options) => svg(view, measures(folding(options))),
  html: (view, options, details) => html(view, checkHtml(options), details),
};
const registered = new Map(Object.entries(BUILT_IN));

/**
 * Adds a backend for `plot`, for this process. A name that was registered before gets the new one.
 * @throws {OptionError} for the name of a built-in backend, an empty name, or what is no function
 */
export function registerBackend(name: string, backend: Backend): void {
  if (typeof name !== 'string' || name === '' || Object.hasOwn(BUILT_IN, name)) {
    throw new OptionError(`registerBackend: the name is a text that no built-in backend has, not ${show(name)}.`);
  }
  if (typeof backend !== 'function') {
    throw new OptionError(`registerBackend: the backend ${show(name)} is a function, not ${show(backend)}.`);
  }
  registered.set(name, backend);
}

/** The backend of a name. @throws {OptionError} when there is none */
export function backendOf(name: unknown): Backend {
  const backend = typeof name === 'string' ? registered.get(name) : undefined;
  if (backend !== undefined) return backend;
  const known = [...registered.keys()].join(', ');
  throw new OptionError(`plot: there is no backend ${show(name)}. Known are ${known}; registerBackend adds others.`);
}

type Options = Readonly<Record<string, unknown>>;

function folding(options: Options): Options {
  return expectBoolean(options, 'fold');
}

function expectBoolean(options: Options, name: string): Options {
  const value = options[name];
  if (value === undefined || typeof value === 'boolean') return options;
  throw new OptionError(`plot: ${name} is true or false, not ${show(value)}.`);
}

function direction(options: Options): MermaidOptions {
  const { direction: given } = options;
  if (given === undefined || given === 'LR' || given === 'TB') return options;
  throw new OptionError(`plot: direction is 'LR' or 'TB', not ${show(given)}.`);
}

function measures(options: Options): SvgOptions {
  const { width } = options;
  if (width !== undefined && !(typeof width === 'number' && width >= 320 && width <= 10_000)) {
    throw new OptionError(`plot: width is a number of pixels from 320 to 10000, not ${show(width)}.`);
  }
  return expectBoolean(options, 'times');
}

function checkHtml(options: Options): HtmlOptions {
  const { maxBytes } = options;
  if (maxBytes !== undefined && !(typeof maxBytes === 'number' && maxBytes >= 0)) {
    throw new OptionError(`plot: maxBytes is a number from 0, not ${show(maxBytes)}.`);
  }
  return expectBoolean(options, 'states');
}
