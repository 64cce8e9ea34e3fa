import { DARK, LIGHT, properties } from './charts/palette.ts';
import { INCIDENTS } from './incident-style.ts';

/** Which of the palette's numbered colours a class stands for. */
const NUMBERED = [1, 2, 3, 4, 5, 6, 7]
  .map(
    (n) =>
      `.s${n}{background:var(--series-${n})}.f${n}{fill:var(--series-${n})}.bar.f${n}{stroke:var(--series-${n})}.h${n}{background:var(--heat-${n});color:var(--heat-ink-${n})}`,
  )
  .join('\n');

/** The themes: as the system wants it, as the reader chose, and always light on paper. */
const THEMES = `
:root{color-scheme:light;${properties(LIGHT)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${properties(DARK)}}}
:root[data-theme=dark]{color-scheme:dark;${properties(DARK)}}
@media print{:root:root:root{color-scheme:light;${properties({ ...LIGHT, page: '#ffffff' })}}}
`;

const GROUND = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
td,th{overflow-wrap:break-word}
.detail,.meaning,bdi,code,.path,.name{overflow-wrap:anywhere}
.news-table .name,td.path,.plain th:not(.path)>bdi{overflow-wrap:break-word}
time{white-space:nowrap}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,pre{margin:0}
h1{font-size:1.6rem;line-height:1.2;font-weight:650;letter-spacing:-.015em}
h2{font-size:1.15rem;line-height:1.3;font-weight:650;letter-spacing:-.005em;margin-bottom:.25rem}
h3{font-size:1rem;line-height:1.35;font-weight:650}
h4,.advice h3{font-size:.8rem;line-height:1.5;font-weight:650;color:var(--soft);margin-bottom:.2rem}
code,pre,.name,.path,.mono{font-family:ui-monospace,"SF Mono",SFMono-Regular,"Cascadia Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
code{font-size:.88em;background:var(--sunk);border-radius:3px;padding:.05em .3em}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
.soft{color:var(--soft)}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
.skip{position:absolute;left:-999rem;top:.5rem;padding:.5rem .9rem;background:var(--panel);color:var(--link);border:1px solid var(--edge);border-radius:6px;z-index:9}
.skip:focus{left:.5rem}
button,select,input{font:inherit;color:inherit}
button,select,input[type=search]{background:var(--panel);border:1px solid var(--edge);border-radius:6px;padding:.3rem .7rem;min-height:2.1rem}
button{cursor:pointer}
button:hover{background:var(--sunk)}
`;

const FRAME = `
.top{border-bottom:1px solid var(--line);background:var(--panel)}
.inner,main,footer{max-width:78rem;margin:0 auto;padding:0 clamp(1rem,3vw,2rem)}
.inner{display:grid;grid-template-columns:1fr auto;gap:.3rem 1rem;padding-top:1.4rem}
.kicker{color:var(--soft);font-size:.8rem;margin-bottom:.15rem}
.range{color:var(--soft);margin-top:.3rem}
.range>span+span::before{content:"·";margin:0 .45em}
.range>span{display:inline-block}
.made{color:var(--soft);font-size:.8rem;margin-top:.3rem;max-width:64rem;overflow-wrap:anywhere}
nav{grid-column:1/-1;margin-top:.6rem}
nav ul{display:flex;flex-wrap:wrap;gap:0 1.3rem;list-style:none;padding:0}
nav a{display:block;padding:.45rem 0;color:var(--ink);text-decoration:none;border-bottom:2px solid transparent;font-size:.92rem}
nav a:hover{border-color:var(--link);color:var(--link)}
main{padding-top:1.6rem;padding-bottom:1rem}
section{margin-top:2.6rem}
section>p.soft,section>p.rule{max-width:60rem;margin-bottom:.8rem}
.lead{font-size:1.15rem;line-height:1.5;max-width:60rem}
footer{color:var(--soft);font-size:.85rem;padding-top:1.5rem;padding-bottom:2.5rem}
.notes{margin-top:1rem;padding:.6rem .9rem;background:var(--warn-ground);color:var(--ink);border-left:3px solid var(--warn);border-radius:0 6px 6px 0;max-width:60rem;font-size:.93rem}
.notes.grave{background:var(--bad-ground);border-color:var(--bad)}
.notes ul{list-style:none;padding:0;display:grid;gap:.25rem}
.notes ul ul{list-style:disc;padding-left:1.2rem;margin:.2rem 0}
.totals{display:grid;grid-template-columns:repeat(6,1fr);gap:1px;margin-top:1.5rem;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.totals div{background:var(--panel);padding:.7rem 1rem .75rem}
.totals dt{font-size:.82rem;color:var(--soft)}
.totals dd{font-size:1.5rem;overflow-wrap:normal;line-height:1.25;font-weight:600;letter-spacing:-.01em}
.totals dd span{display:block;font-size:.82rem;line-height:1.4;font-weight:400;letter-spacing:0;color:var(--soft)}
`;

const TABLES = `
.scroll{position:relative;overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--panel)}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .7rem;font-weight:400}
thead th{font-size:.82rem;color:var(--soft);font-weight:500;white-space:nowrap;border-bottom:1px solid var(--line);vertical-align:bottom}
tbody+tbody tr:first-child>*,tbody tr+tr>*{border-top:1px solid var(--line)}
.n{text-align:right;white-space:nowrap}
.stamp{white-space:nowrap;color:var(--soft)}
.under{display:block;font-size:.8rem;color:var(--soft)}
.path{font-size:.85rem}
.fault{display:block;font-family:system-ui,sans-serif;color:var(--bad)}
.fault i{font-style:normal;font-weight:700}
thead button{border:0;background:none;padding:.1rem .2rem;margin:-.1rem -.2rem;min-height:0;color:inherit;font-weight:inherit;border-radius:3px}
thead button:hover{color:var(--ink);background:var(--sunk)}
thead button::after{content:"↕";content:"↕"/"";margin-left:.3em;opacity:.45}
th[aria-sort=ascending] button::after{content:"↑";content:"↑"/"";opacity:1}
th[aria-sort=descending] button::after{content:"↓";content:"↓"/"";opacity:1}
th[aria-sort] button{color:var(--ink)}
.codes .row>*{padding-top:.55rem;padding-bottom:.55rem}
.codes tr.more>td{border-top:0;padding-top:0;padding-bottom:.5rem}
.name{font-size:.9rem;font-weight:600}
button.name{border:0;background:none;padding:.1rem .25rem;margin:-.1rem -.25rem;min-height:0;text-align:left;border-radius:3px}
button.name::before{content:"";display:inline-block;width:.42em;height:.42em;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg);margin:0 .55em .12em 0;transition:transform .12s}
button.name[aria-expanded=true]::before{transform:rotate(45deg)}
button.name:hover{background:var(--sunk)}
.value{color:var(--soft);white-space:nowrap}
.meaning{display:block;color:var(--soft);max-width:34rem;font-size:.88rem;line-height:1.4}
.component{color:var(--soft);display:block;font-size:.82rem}
.when{width:11rem}
.spark{display:block;width:100%;min-width:4.5rem;height:1.5rem;border-bottom:1px solid var(--line)}
.spark path{fill:var(--series-1)}
.badge{display:inline-block;white-space:nowrap;font-size:.82rem;font-weight:600;padding:.02rem .45rem;border-radius:4px;background:var(--sunk);color:var(--soft)}
.badge i{font-style:normal}
.badge.new,.badge.surge{background:var(--bad-ground);color:var(--bad)}
.badge.gone{background:var(--good-ground);color:var(--good)}
.badge.up{background:var(--warn-ground);color:var(--warn)}
.js tr.more{display:none}
.js tbody.open tr.more{display:table-row}
.js .codes tr.more summary{display:none}
tbody.open,tbody:target{background:color-mix(in srgb,var(--sunk) 45%,transparent)}
.js .codes tbody.open .detail{margin-top:0}
.filter{display:flex;flex-wrap:wrap;align-items:end;gap:.6rem .9rem;margin:.6rem 0 .8rem}
.filter label>span{display:block;font-size:.82rem;color:var(--soft)}
.filter label{min-width:0;max-width:100%}
.filter select{max-width:100%}
.filter .find{flex:1 1 15rem;max-width:26rem}
.filter .find input{width:100%}
.filter .check{display:flex;align-items:center;gap:.4rem;min-height:2.1rem}
.filter .check span{display:inline;color:inherit;font-size:inherit}
.filter input[type=checkbox]{width:1.05rem;height:1.05rem;margin:0;accent-color:var(--link)}
.filter output{flex-basis:auto;min-height:2.1rem;line-height:2.1rem;font-size:.9rem}
.none{margin:.8rem 0}
`;

const DETAILS = `
summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.2rem 0;width:fit-content}
.detail{display:grid;grid-template-columns:minmax(0,1fr);gap:.9rem;padding:.3rem 0 .6rem;margin-top:.3rem}
.advice{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));min-width:0;gap:.9rem 2rem;max-width:72rem}
.advice>div{min-width:0}
.advice ul,.advice ol,.detail>ul{padding-left:1.15rem;display:grid;gap:.25rem}
.related{font-size:.9rem;color:var(--soft)}
.related>*+*{margin-left:.8em}
.facts{display:flex;flex-wrap:wrap;gap:.7rem 2.2rem;font-size:.9rem}
.facts dt{font-size:.8rem;color:var(--soft);font-weight:650}
.places{list-style:none;padding:0}
.places .soft,.n{white-space:nowrap}
.reading+.reading{margin-top:.9rem}
.sample figcaption{font-size:.82rem;color:var(--soft);margin-bottom:.25rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--sunk);border:1px solid var(--line);border-radius:6px;padding:.5rem .7rem;font-size:.82rem;line-height:1.5}
.calm{padding:.5rem .9rem;background:var(--good-ground);border-left:3px solid var(--good);border-radius:0 6px 6px 0;max-width:60rem}
section>.rule{margin-top:.8rem;font-size:.9rem;color:var(--soft)}
section>details{margin-top:.6rem}
section>details>.scroll{margin-top:.4rem}
`;

const CHARTS = `
.chart{border:1px solid var(--line);border-radius:8px;background:var(--panel);padding:.8rem .9rem .6rem}
.legend{display:flex;flex-wrap:wrap;gap:.3rem .4rem;list-style:none;padding:0;margin-bottom:.7rem}
.key{display:inline-flex;align-items:center;gap:.45rem;font-size:.86rem;line-height:1.4;padding:.12rem .55rem;border:1px solid transparent;border-radius:99px;min-height:0;background:none}
.key b{font-weight:400;color:var(--soft);white-space:nowrap}
.key .rise{color:var(--soft);white-space:nowrap}
.key .rise::before{content:"▼ "}
button.key{border-color:var(--line)}
button.key[aria-pressed=false]{color:var(--soft);text-decoration:line-through}
button.key[aria-pressed=false] .swatch{background:none;box-shadow:inset 0 0 0 1.5px var(--edge)}
.swatch{width:.75rem;height:.75rem;border-radius:3px;flex:none}
.plot{position:relative}
.measured{padding-left:2.9rem}
.plot .mark{font-size:9px;stroke:none}
.plot>svg{display:block;overflow:visible}
.plot path{stroke:var(--panel);stroke-width:.5px;vector-effect:non-scaling-stroke}
.grid{stroke:var(--line);stroke-dasharray:1 3}
.axis,.tick{stroke:var(--edge)}
.plot text,.line text{fill:var(--soft);font-size:11px}
.y{paint-order:stroke;stroke:var(--panel);stroke-width:3px}
.cursor{fill:var(--ink);opacity:.14}
.readout{min-height:1.5rem;margin:.3rem 0 .1rem;font-size:.88rem;color:var(--soft)}
.readout b{color:var(--ink);font-weight:600}
.readout span{display:inline-block;margin-right:.9em}
.numbers{margin-top:.2rem}
.numbers .scroll{max-height:24rem;overflow:auto;margin-top:.3rem}
.heat{width:auto;min-width:100%;font-size:.78rem;border-collapse:separate;border-spacing:2px;padding:.3rem .5rem .5rem}
.heat th,.heat td{padding:0;border:0!important;vertical-align:middle}
.heat thead th{font-size:.75rem;text-align:center;padding:.2rem .15rem;border:0;vertical-align:bottom;line-height:1.25}
.heat .day{display:block}
.heat tbody th{position:sticky;left:0;background:var(--panel);padding:0 .7rem 0 .2rem;white-space:nowrap;font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;width:1%}
.heat tbody th a{color:inherit;text-decoration:none}
.heat tbody th a:hover{text-decoration:underline;color:var(--link)}
.heat tbody td{height:1.55rem;min-width:2rem;text-align:center;border-radius:3px}
.heat tbody td:not([class]){background:color-mix(in srgb,var(--sunk) 55%,transparent)}
.dense tbody td{min-width:.8rem}
.dense tbody td span{font-size:0}
.dense thead th:nth-child(n+2){writing-mode:vertical-rl;font-size:.68rem;padding:.15rem 0}
.dense .day{display:inline}
.scale{display:flex;flex-wrap:wrap;gap:.2rem;align-items:center;font-size:.8rem;margin-top:.5rem;color:var(--soft)}
.scale>span:first-child{margin-right:.4rem}
.step{padding:.08rem .5rem;border-radius:3px}
`;

const SMALL = `
@media (max-width:62rem){.wide{display:none}.totals{grid-template-columns:repeat(3,1fr)}}
@media (max-width:36rem){
.mid{display:none}
body{font-size:14.5px}
th,td{padding:.4rem .5rem}
.minor,.x .day{display:none}
.codes,.codes thead,.codes tbody{display:block}
.codes thead tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:.45rem .8rem;border-bottom:1px solid var(--line)}
.codes thead th{padding:0;border:0}
.codes thead .when{display:none}
.codes tbody+tbody{border-top:1px solid var(--line)}
.codes tr.row{display:grid;grid-template-columns:1fr auto auto;gap:.3rem .9rem;align-items:end;padding:.65rem .8rem}
.codes tr.row>*{padding:0;border:0!important}
.codes tr.row>th{grid-column:1/-1}
.codes tr.row>.when{order:-1;width:auto}
.codes tr.row>th{order:-2}
.codes tr.more,.js .codes tbody.open tr.more,.codes tr.more>td{display:block}
.codes tr.more>td{padding:0 .8rem .6rem}
.codes td.news{text-align:right}
.totals{grid-template-columns:repeat(2,1fr)}
.totals dd{font-size:1.25rem}
.totals div{padding:.55rem .8rem}
.heat tbody th{max-width:9.5rem;overflow:hidden;text-overflow:ellipsis}
.filter .find{max-width:none}
.news-table .name{font-size:.8rem}
button,select,input[type=search]{min-height:2.4rem}
thead button,button.name,button.key{min-height:1.6rem}
nav a{padding:.55rem 0}
}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){.swatch,.step,.heat td,.plot path,.spark path{forced-color-adjust:none}}
`;

const PRINT = `
@page{margin:14mm 12mm}
@media print{
html{font-size:12px}
body{font-size:1rem;line-height:1.4}
.totals{grid-template-columns:repeat(6,1fr)}
.totals dd{font-size:1.25rem}
.codes thead{display:table-row-group;break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.skip,.tools,nav,.filter,.readout,.zoom,.copy,[data-shown],footer,.numbers,summary{display:none!important}
.inner,main{max-width:none;padding-left:0;padding-right:0}
.inner{padding-top:0;padding-bottom:.6rem}
main{padding-top:1rem}
section{margin-top:1.4rem}
h2,h3,h4,.lead,section>p.soft{break-after:avoid}
.scroll,.numbers .scroll,pre{overflow:visible;max-height:none}
details::details-content{content-visibility:visible;display:block;height:auto}
.js tr.more,tr.more{display:table-row}
tr,figure,.totals,.notes,.advice li,.chart{break-inside:avoid}
tr.more{break-inside:auto}
.codes tr.row{break-after:avoid}
tbody.open,tbody:target{background:none}
button.name::before,thead button::after{display:none}
.wide,.mid{display:revert}
.one{display:none}
.codes .when{width:auto}
.heat{font-size:.78rem}
.heat tbody td{min-width:0;height:1.3rem}
a{color:inherit;text-decoration:none}
}
`;

/** The style of every report. */
export const STYLE = [THEMES, GROUND, FRAME, TABLES, DETAILS, CHARTS, INCIDENTS, NUMBERED, SMALL, PRINT].join(
  '',
);
