/** How incidents are laid out. */
export const INCIDENTS = `
.incident{border:1px solid var(--line);border-radius:8px;background:var(--panel);padding:1rem 1.1rem 1rem;margin-top:1rem;display:grid;grid-template-columns:minmax(0,1fr);gap:.35rem}
.incident:focus{outline:2px solid var(--link)}
.incident h3{font-size:1.08rem;overflow-wrap:anywhere}
.incident h3 .swatch{display:inline-block;margin-right:.5rem;border-radius:50%}
.incident h3 .number{color:var(--soft);font-weight:400;margin-right:.15rem}
.incident h3::first-line{line-height:1.4}
.incident h4{margin-top:.75rem}
.incident ul:not(.places),.incident ol{padding-left:1.2rem;display:grid;gap:.25rem;max-width:64rem}
.meta{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;color:var(--soft)}
.meta b{color:var(--ink);font-weight:600}
.incident>.spark{max-width:30rem;height:2rem;margin:.3rem 0}
pre.first{border-left:3px solid var(--bad)}
.fold>summary{font-size:.95rem}
.fold .scroll{margin-top:.3rem}
.because{max-width:34rem;color:var(--soft)}
.samples{display:grid;grid-template-columns:minmax(0,1fr);gap:.7rem;margin-top:.4rem}
.sample .around{color:var(--soft)}
.sample .line{font-weight:600}
.where{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr));gap:.7rem 1.6rem;font-size:.9rem}
.where>div{min-width:0}
.where dt{font-size:.82rem;color:var(--soft)}
.where li{margin-bottom:.25rem}
.share{display:block;width:100%;height:4px;background:var(--sunk);border-radius:2px;margin-top:.1rem}
.share rect{fill:var(--series-1)}
.mono{font-size:.87rem}
.source{font-size:.82rem}
.command{position:relative;margin-top:.25rem}
.command pre{padding-right:6rem}
button.copy{position:absolute;top:.28rem;right:.3rem;min-height:1.6rem;padding:.05rem .55rem;font-size:.8rem}
.hint{margin-top:.5rem;font-size:.85rem}
a.key{color:inherit;text-decoration:none;border-color:var(--line)}
a.key:hover{background:var(--sunk)}
.zoom{display:flex;flex-wrap:wrap;gap:.35rem;margin-bottom:.6rem}
.zoom button{min-height:1.9rem;padding:.1rem .6rem;font-size:.85rem}
.timeline .plot{touch-action:pan-y;cursor:grab}
.timeline .plot>svg,.timeline [data-window]{overflow:hidden}
.plot text.lane{fill:var(--ink);font-size:12px;font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
.plot text .nothing{fill:var(--soft);font-family:system-ui,sans-serif;font-size:11px}
h2+.chart,h2+.scroll{margin-top:.6rem}
.plot text.name{fill:var(--soft);font:11px system-ui,sans-serif;pointer-events:none}
.plot text.name.cause{fill:var(--ink);font-weight:600}
.plot .bar{vector-effect:non-scaling-stroke;stroke-width:3px;stroke-linejoin:round;opacity:.62;cursor:pointer}
.plot .bar.cause{opacity:1}
.plot a:hover .bar,.plot a:focus .bar,.plot a[aria-current] .bar{stroke:var(--ink);opacity:1}
.plot a:focus{outline:none}
.picked{margin:.4rem 0;font-size:.92rem}
.timeline [data-shown]:not(:empty){border-top:1px solid var(--line);margin-top:.5rem;padding:.2rem 0 .5rem}
`;
