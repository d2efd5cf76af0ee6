// How drawings look. The colours of lanes can be told apart by people who do not see red or green, too.

/** Colours of lanes on light and dark ground. */
export const LIGHT_LANES: readonly string[] = ['#3b6fd4', '#c2620f', '#0f8a74', '#9450c4', '#b8467c', '#6c7a12'];
export const DARK_LANES: readonly string[] = ['#7aa5f7', '#f0a35e', '#4cc9ad', '#c49bf0', '#ee8fbd', '#bccb55'];

/** All other colours, as custom properties. */
export const LIGHT_TONES =
  '--card:#fff;--line:#d9dee7;--text:#1c2430;--quiet:#667085;--here:#eef4ff;--mark:#2f5fc4;--label:#fdf3d3;--onlabel:#7a5300;';
export const DARK_TONES =
  '--card:#141922;--line:#2b3342;--text:#e4e8f0;--quiet:#94a0b4;--here:#1d2839;--mark:#4d7fe6;--label:#3b3216;--onlabel:#f2d488;';

const lanes = (colours: readonly string[]): string =>
  colours.map((colour, at) => `.c${String(at)}{--c:${colour}}`).join('');

/** The style sheet inside an SVG. */
export const SVG_STYLE = [
  `svg{${LIGHT_TONES}color-scheme:light dark;font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-size:13px}`,
  lanes(LIGHT_LANES),
  '.card{fill:var(--card);stroke:var(--line)}',
  'text{fill:var(--text)}',
  '.name{font-size:16px;font-weight:600}',
  '.quiet,.tag{fill:var(--quiet);font-size:11px}',
  '.end{text-anchor:end}',
  '.here{fill:var(--here)}',
  '.edges path{fill:none;stroke:var(--c);stroke-width:2;stroke-linecap:round}',
  '.edges .aside{stroke-dasharray:2 5;opacity:.75}',
  '.node{fill:var(--c);stroke:var(--card);stroke-width:1.5}',
  '.dot{fill:var(--c)}',
  '.gap{fill:var(--card)}',
  '.hollow,.merged{fill:var(--card);stroke:var(--c);stroke-width:2.5}',
  '.ring{fill:none;stroke:var(--mark);stroke-width:2}',
  '.pill text{font-size:11px;font-weight:500;text-anchor:middle}',
  '.pill.branch rect{fill:var(--c);fill-opacity:.14;stroke:var(--c);stroke-opacity:.55}',
  '.pill.branch text{fill:var(--c)}',
  '.pill.label rect{fill:var(--label)}',
  '.pill.label text{fill:var(--onlabel)}',
  '.pill.here rect{fill:var(--mark)}',
  '.pill.here text{fill:#fff}',
  '.faint>text,.faint>.pill{opacity:.7}',
  `@media (prefers-color-scheme:dark){svg{${DARK_TONES}}${lanes(DARK_LANES)}}`,
].join('');
