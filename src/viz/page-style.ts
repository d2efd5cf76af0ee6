// How the page looks: the colours of the drawing, light and dark, by the system or by the button.
import { DARK_LANES, DARK_TONES, LIGHT_LANES, LIGHT_TONES } from './svg-style.js';

const variables = (tones: string, lanes: readonly string[]): string =>
  `${tones}${lanes.map((colour, at) => `--c${String(at)}:${colour};`).join('')}`;
const dark = variables(DARK_TONES, DARK_LANES);

/** The style sheet of the page. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;${variables(LIGHT_TONES, LIGHT_LANES)}--ground:#f6f7f9;--old:#b42318;--new:#067647}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}--ground:#0e1218;--old:#f0857a;--new:#5dd6a4}}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark;${dark}--ground:#0e1218;--old:#f0857a;--new:#5dd6a4}
*{box-sizing:border-box}
body{margin:0;height:100vh;display:flex;flex-direction:column;background:var(--ground);color:var(--text);font:13px/1.45 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
header,footer{display:flex;align-items:center;gap:10px;padding:10px 16px;background:var(--card);border-bottom:1px solid var(--line)}
footer{border:0;border-top:1px solid var(--line);padding:8px 16px}
h1{font-size:16px;margin:0;max-width:30ch;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
header p{margin:0;color:var(--quiet);flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
search{display:flex;align-items:center;gap:8px}
#found{color:var(--quiet);min-width:6ch}
input[type=search]{width:270px;font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:6px 10px}
button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:5px 10px;cursor:pointer}
button:hover{background:var(--here)}
button[aria-pressed=true]{background:var(--here);border-color:var(--mark)}
:focus-visible{outline:2px solid var(--mark);outline-offset:1px}
.group{display:flex}.group button:first-child{border-radius:8px 0 0 8px;border-right:0}.group button:last-child{border-radius:0 8px 8px 0}
main{flex:1;min-height:0;display:grid;grid-template-columns:minmax(0,1fr) minmax(300px,38%)}
#graph{position:relative;overflow:auto;user-select:none;background:var(--card);outline-offset:-2px}
.space{position:absolute;top:0;left:0;width:1px}
.view{position:absolute;top:0;left:0;right:0;will-change:transform}
canvas{position:absolute;top:0;left:0;pointer-events:none}
.row{display:flex;align-items:center;gap:8px;padding-right:16px;white-space:nowrap;cursor:pointer;border-radius:6px;margin:0 4px;overflow:hidden}
.row:hover{background:color-mix(in srgb,var(--here) 55%,transparent)}
.row.selected{background:var(--here);box-shadow:inset 0 0 0 1.5px var(--mark)}
.row.compared{box-shadow:inset 0 0 0 1.5px var(--c1)}
.row.match .title{background:var(--label);color:var(--onlabel);border-radius:4px;padding:0 4px}
.title{overflow:hidden;text-overflow:ellipsis;flex:0 1 auto}
.quiet,.id,.tag,.unfold{color:var(--quiet);font-size:.86em}
.id{margin-left:auto;padding-left:12px;font-variant-numeric:tabular-nums}
.unfold{border:0;background:none;padding:2px 4px}
.unfold:hover{text-decoration:underline}
.faint>*{opacity:.68}
.pill{font-size:.84em;font-weight:500;border-radius:99px;padding:1px 8px;flex:none;max-width:24ch;overflow:hidden;text-overflow:ellipsis}
.pill.here{background:var(--mark);color:#fff}
.pill.label{background:var(--label);color:var(--onlabel)}
.pill.branch{color:var(--b);background:color-mix(in srgb,var(--b) 13%,transparent);box-shadow:inset 0 0 0 1px color-mix(in srgb,var(--b) 55%,transparent)}
${LIGHT_LANES.map((_, at) => `.c${String(at)}{--b:var(--c${String(at)})}`).join('')}
#panel{overflow:auto;padding:16px 18px;border-left:1px solid var(--line);background:var(--card)}
#panel h2{font-size:15px;margin:0 0 2px;overflow-wrap:anywhere}
#panel h3{font-size:12px;margin:18px 0 6px;color:var(--quiet);font-weight:600}
#panel p{margin:2px 0;color:var(--quiet)}
.names{display:flex;flex-wrap:wrap;gap:6px;margin:8px 0 0}
.links{display:flex;flex-wrap:wrap;gap:6px;margin-top:10px}
.links button{padding:3px 9px}
ul{list-style:none;margin:0;padding:0;font:12px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
li{overflow-wrap:anywhere;padding:0 6px;border-radius:4px}
li .place{color:var(--quiet)}
li.old,.was{color:var(--old)}li.new,.is{color:var(--new)}
li.old::before{content:'− '}li.new::before{content:'+ '}
li.changed{background:var(--label);color:var(--onlabel)}
kbd{font:11px ui-monospace,monospace;border:1px solid var(--line);border-radius:4px;padding:0 4px;margin-right:2px;background:var(--ground)}
#time{flex:1;accent-color:var(--mark)}
#keys{margin:0;color:var(--quiet);font-size:12px;white-space:nowrap}
@media (max-width:1100px){#keys{display:none}}
@media (max-width:760px){main{grid-template-columns:1fr;grid-template-rows:1fr 1fr}#panel{border-left:0;border-top:1px solid var(--line)}header{flex-wrap:wrap}input[type=search]{width:170px}}
`;
