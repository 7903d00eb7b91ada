import { Html } from "../../html.ts";

/** The look of every page: no image, no font, no script. */
export const style = new Html(`
:root{color-scheme:light dark;--ground:#f4f6f9;--panel:#fff;--ink:#1a2233;--quiet:#566173;--line:#dde3ea;--accent:#4b3fd1;
--good:#0a6640;--good-back:#e0f5ea;--bad:#a3123a;--bad-back:#fde8ee;--waits:#7a4b00;--waits-back:#fdf0d8;--plain-back:#e9edf2}
@media (prefers-color-scheme:dark){:root{--ground:#10141c;--panel:#181e29;--ink:#e6eaf2;--quiet:#9aa5b8;--line:#2b3342;--accent:#a9a2ff;
--good:#7fe0b0;--good-back:#12382a;--bad:#ff9db4;--bad-back:#46182a;--waits:#f3c67a;--waits-back:#3d2e10;--plain-back:#272f3d}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:.5rem;top:.5rem;background:var(--panel);padding:.4rem .8rem;z-index:1}
.wrap{max-width:80rem;margin:0 auto;padding:0 1rem}
header{background:var(--panel);border-bottom:1px solid var(--line)}
header .wrap{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:center;padding-top:.8rem;padding-bottom:.8rem}
header strong{font-size:1.05rem}header strong a{color:inherit;text-decoration:none}
header form{margin-left:auto;flex:0 1 22rem;min-width:0}
nav.sections{border-top:1px solid var(--line)}
nav.sections ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;margin:0 auto;padding:.45rem 1rem}
nav.sections a{text-decoration:none;color:var(--quiet)}nav.sections a:hover{color:var(--accent);text-decoration:underline}
nav.sections a[aria-current]{color:var(--ink);font-weight:600}
main.wrap{padding-top:1.3rem;padding-bottom:1.5rem}
h1{font-size:1.3rem;line-height:1.3;margin:0 0 1rem;overflow-wrap:anywhere}
h2{font-size:1rem;margin:0}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:0 0 1rem;min-width:0}
.panel>.head{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:baseline;justify-content:space-between;margin-bottom:.6rem}
.panels{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));margin-bottom:1rem}
.panels .panel{margin:0}
.stats{display:flex;flex-wrap:wrap;gap:.6rem 2rem;margin:0 0 1rem;padding:0}
.stats div{display:flex;flex-direction:column-reverse}
.stats dt{color:var(--quiet);font-size:.85rem}.stats dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;max-width:100%}
.scroll+.scroll{margin-top:.8rem}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{text-align:left;padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line);white-space:nowrap;font-variant-numeric:tabular-nums}
tbody tr:last-child td{border-bottom:0}
th{font-weight:600;color:var(--quiet);font-size:.8rem}
.number{text-align:right}
.line{display:block}
.clip{display:inline-block;max-width:15rem;overflow:hidden;text-overflow:ellipsis;vertical-align:bottom}a .clip{text-decoration:underline}
.long{display:inline-block;max-width:14rem;white-space:normal;overflow-wrap:anywhere}
td form{display:inline-block;margin-left:.5rem}
.pill+.pill{margin-left:.3rem}
.id,.call,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.82rem}
pre{margin:0;overflow-x:auto;line-height:1.45;padding:.2rem 0}
.pill{display:inline-block;padding:0 .5rem;border-radius:99px;background:var(--plain-back);color:var(--ink);font-size:.8rem}
.pill.good{background:var(--good-back);color:var(--good)}.pill.bad{background:var(--bad-back);color:var(--bad)}
.pill.waits{background:var(--waits-back);color:var(--waits)}
.empty,.note{color:var(--quiet);margin:.2rem 0}.note{font-size:.85rem}
.clock{font-size:1.15rem;font-weight:600;margin:0;font-variant-numeric:tabular-nums}
.problem{border-color:var(--bad)}
form.inline{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.7rem 0 .2rem}
form{margin:0}
input,select,button{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--quiet);border-radius:5px;padding:.25rem .6rem;min-height:2rem;max-width:100%}
header form{display:flex;gap:.4rem}header input{flex:1 1 auto;min-width:0;width:100%}
input[type=number]{width:5.5rem}
button{cursor:pointer;border-color:var(--accent);color:var(--accent)}button:hover{background:var(--plain-back)}
td button{min-height:1.6rem;padding:0 .5rem;font-size:.8rem}
.pager{display:flex;flex-wrap:wrap;gap:.3rem 1rem;margin-top:.8rem;color:var(--quiet);font-size:.875rem}
footer{color:var(--quiet);font-size:.85rem;padding:0 0 2rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:40rem){header form{flex-basis:100%;margin-left:0}.panel{padding:.8rem}}
`);
