/** Styles of the page. Colours are chosen to stay apart for the colour-blind and on paper. */
export const STYLES = `
:root{--bg:#fff;--fg:#1b2430;--quiet:#5b6675;--line:#d9dee5;--soft:#f4f6f8;--grid:#e6e9ee;
--kia:#6b1226;--dow:#c43d56;--dnb:#eba3ae;--rtd:#1a9c8a;--evac:#2f6fc4;--incare:#9aa5b3;
--battle:#c05621;--nbi:#d9a441;--disease:#5f7fa8;
--r0:#f3b2a2;--r1:#e2806b;--r2:#c8493a;--r3:#9c2a22;--r4:#641611;
--use:#7aa5db;--queue:#c2410c;--limit:#1b2430;
--pass:#0f7a4b;--warn:#9a6200;--fail:#b3261e;--banner:#f5c518;--banner-fg:#241c00}
@media (prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e6eaf0;--quiet:#9aa6b5;--line:#303945;--soft:#1a2028;--grid:#272f3a;
--kia:#a83a55;--dow:#e2667d;--dnb:#f0b8c1;--rtd:#35b8a5;--evac:#5d97e6;--incare:#768394;
--battle:#e07a3f;--nbi:#e0b458;--disease:#86a5cc;
--use:#4a7ab5;--queue:#ff8a4c;--limit:#e6eaf0;
--pass:#4cc38a;--warn:#e8b04a;--fail:#ff8078;--banner:#c99c00}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
.banner{position:sticky;top:0;z-index:2;background:var(--banner);color:var(--banner-fg);text-align:center;font-weight:700;letter-spacing:.06em;padding:.3rem .5rem}
header,main,footer{max-width:1180px;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.35rem;margin:0 0 .75rem;padding-top:1.75rem;border-top:1px solid var(--line);scroll-margin-top:2rem}
h3{font-size:1.05rem;margin:1.25rem 0 .3rem}
h4{font-size:.95rem;margin:0}
h3 small,h4 small{font-weight:400;color:var(--quiet)}
p{margin:.2rem 0 .7rem;max-width:75ch}
header p,figcaption p,.facility>p,.use p,.quiet,footer{color:var(--quiet)}
nav{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:.6rem 0 1.5rem}
a{color:var(--evac)}
code{font-size:.9em;overflow-wrap:anywhere}
section{margin-top:1.5rem}
section:first-child h2{border-top:0;padding-top:0}
header p{max-width:none}
footer{padding-top:1.5rem;padding-bottom:2rem;margin-top:2rem;border-top:1px solid var(--line)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(145px,1fr));gap:.75rem}
.card{border:1px solid var(--line);border-top:4px solid var(--fg);border-radius:6px;padding:.7rem .8rem;display:flex;flex-direction:column;gap:.1rem;background:var(--soft)}
.card b{font-size:1.7rem;line-height:1.15}
.card span{font-weight:600}
.card small{color:var(--quiet)}
.card.kia{border-top-color:var(--kia)}.card.dow{border-top-color:var(--dow)}.card.dnb{border-top-color:var(--dnb)}
.card.rtd{border-top-color:var(--rtd)}.card.evac{border-top-color:var(--evac)}.card.incare{border-top-color:var(--incare)}
.cards.rates{grid-template-columns:repeat(auto-fit,minmax(240px,1fr))}
.card .fraction{margin-top:.3rem}
figure{margin:0 0 1.75rem}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,460px),1fr));gap:0 2rem;align-items:start}
.columns>*{min-width:0}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;margin:.2rem 0 .6rem;padding:0;font-size:.9rem}
.swatch{display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.4em}
.swatch.limit-mark{height:0;border-top:2px dashed var(--limit);vertical-align:middle;width:1.1em;border-radius:0}
.plain{list-style:none;padding:0;margin:.5rem 0}
.plot{display:grid;grid-template-columns:2.6rem 1fr;grid-template-rows:auto var(--h) 1.5rem;font-size:.78rem;color:var(--quiet)}
.y-name{grid-column:1/3;padding-bottom:.5rem}
.y-name:empty{padding-bottom:.35rem}
.y{position:relative}
.y span{position:absolute;right:.45rem;transform:translateY(50%)}
.area{position:relative}
.area svg{position:absolute;inset:0;width:100%;height:100%;display:block;overflow:visible}
.x{grid-column:2;position:relative;overflow:hidden}
.x span{position:absolute;top:.2rem;white-space:nowrap;padding-left:1px}
.centred .x span{transform:translateX(-50%)}
.grid,.base,.limit{fill:none;vector-effect:non-scaling-stroke}
.grid{stroke:var(--grid)}.base{stroke:var(--quiet)}
.limit{stroke:var(--limit);stroke-dasharray:5 4;stroke-width:1.2}
path.kia{fill:var(--kia)}path.dow{fill:var(--dow)}path.dnb{fill:var(--dnb)}path.rtd{fill:var(--rtd)}path.evac{fill:var(--evac)}path.incare{fill:var(--incare)}
path.battle{fill:var(--battle)}path.nbi{fill:var(--nbi)}path.disease{fill:var(--disease)}
path.r0{fill:var(--r0)}path.r1{fill:var(--r1)}path.r2{fill:var(--r2)}path.r3{fill:var(--r3)}path.r4{fill:var(--r4)}
path.soft{fill-opacity:.55}path.use-fill{fill:var(--use)}path.queue-fill{fill:var(--queue);fill-opacity:.85}
i.kia{background:var(--kia)}i.dow{background:var(--dow)}i.dnb{background:var(--dnb)}i.rtd{background:var(--rtd)}i.evac{background:var(--evac)}i.incare{background:var(--incare)}
i.battle{background:var(--battle)}i.nbi{background:var(--nbi)}i.disease{background:var(--disease)}
i.r0{background:var(--r0)}i.r1{background:var(--r1)}i.r2{background:var(--r2)}i.r3{background:var(--r3)}i.r4{background:var(--r4)}
i.use-fill{background:var(--use)}i.queue-fill{background:var(--queue)}i.pale{opacity:.35}
.facility{border-top:1px solid var(--line);margin-top:1rem}
.uses{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));gap:1rem 1.5rem}
.use{display:flex;flex-direction:column}
.use .plot{margin-top:auto}
.use p{font-size:.82rem;margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
thead th.num{white-space:normal}
thead th{color:var(--quiet);font-weight:600;font-size:.82rem;vertical-align:bottom}
tbody th{font-weight:500;min-width:6.5rem}
.narrow{max-width:720px}
.columns>.scroll:last-child:nth-child(odd){grid-column:1/-1}
.num{text-align:right;white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
.bar{display:block;min-width:90px;height:.8rem;margin-top:.3rem}
.bar i{display:block;height:100%;border-radius:2px}
td:has(>.bar),td:has(>.range){width:26%}
.range{display:block;position:relative;min-width:90px}
.range .bar+.bar{position:absolute;inset:0;margin-top:0}
.cell{display:inline-block;min-width:3.2rem;padding:0 .4rem;border-radius:3px;background:color-mix(in srgb,var(--dow) calc(var(--share)*70%),transparent)}
.cell.right{background:color-mix(in srgb,var(--rtd) calc(var(--share)*70%),transparent)}
.badge{display:inline-block;white-space:nowrap;border:1.5px solid currentColor;border-radius:1em;padding:0 .6em;font-weight:600;font-size:.85rem}
.badge.pass{color:var(--pass)}.badge.warn{color:var(--warn)}.badge.fail{color:var(--fail)}
.badge.too-few,.badge.not-applicable{color:var(--quiet)}
.check{display:inline-block;min-width:1.6em;color:var(--quiet)}
.interval{display:block}
.under{display:block;color:var(--quiet);font-weight:400;line-height:1.35}
small{font-size:.8rem}
details.data{margin:.3rem 0 .6rem}
summary{cursor:pointer;color:var(--evac);font-size:.9rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;font-size:.85rem}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
@media (max-width:700px){
header,main,footer{padding-left:.9rem;padding-right:.9rem}
h1{font-size:1.5rem}
.cards{grid-template-columns:repeat(2,1fr)}
.cards>:first-child{grid-column:1/3}
.cards.rates{grid-template-columns:1fr}.cards.rates>:first-child{grid-column:auto}
.x .minor{display:none}
.stacks thead{display:none}
.stacks tr{display:block;border-bottom:1px solid var(--line);padding:.55rem 0}
.stacks th,.stacks td{display:block;border:0;padding:.1rem 0;width:auto}
.stacks tbody th{font-weight:600;font-size:1rem}
.stacks td{display:flex;justify-content:space-between;gap:1rem;text-align:right;white-space:normal}
.stacks td::before{content:attr(data-head);color:var(--quiet);text-align:left;flex:none}
.stacks td[data-head=""]{display:block}
.stacks td[data-head=""]::before{content:none}
.stacks td .under{display:none}
}
@media print{
:root{--bg:#fff;--fg:#000}
.banner{position:static}
nav,details.data>summary{display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
figure,.use,.card,tr{break-inside:avoid}
h2,h3{break-after:avoid}
body{font-size:11px}
}
`;
