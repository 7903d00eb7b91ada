/** The look of the hosted pages: no script, no image, nothing from elsewhere. */
export const style = `
:root{color-scheme:light dark;--ground:#f4f6f9;--card:#fff;--ink:#1b2433;--soft:#56627a;--line:#d5dbe6;--accent:#2f5bd0;--on-accent:#fff;
--notice:#fff5d9;--notice-ink:#5c4300;--notice-line:#e7cf8b;--bad:#b3261e;--bad-ground:#fdecea;--good:#1b7040;--good-ground:#e6f4ec;--aside:#eef2fb}
@media (prefers-color-scheme:dark){:root{--ground:#10151f;--card:#19202d;--ink:#e7ecf5;--soft:#a3afc4;--line:#38435a;--accent:#8fb0ff;--on-accent:#0d1526;
--notice:#3a2f10;--notice-ink:#f5dfa3;--notice-line:#6b5720;--bad:#ff9a92;--bad-ground:#3b1d1d;--good:#7fd8a3;--good-ground:#16321f;--aside:#1e2838}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.notice{background:var(--notice);color:var(--notice-ink);border-bottom:1px solid var(--notice-line);padding:.6rem 1rem;text-align:center;font-size:.9rem}
.notice strong{margin-right:.4em}
.frame{display:grid;gap:1.25rem;max-width:62rem;margin:0 auto;padding:1.25rem 1rem 3rem}
@media (min-width:56rem){.frame{grid-template-columns:16rem minmax(0,1fr);gap:3rem;padding-top:3rem}}
.side h2{font-size:1.05rem;margin:0 0 .35rem}
.side p{color:var(--soft);margin:0 0 .25rem;font-size:.925rem}
.steps{list-style:none;margin:1rem 0 0;padding:0;display:none}
@media (min-width:56rem){.steps{display:block}.where{display:none}}
.steps li{padding:.4rem 0 .4rem 1.9rem;position:relative;color:var(--soft)}
.steps li::before{content:"";position:absolute;left:.35rem;top:.75rem;width:.7rem;height:.7rem;border-radius:50%;border:2px solid var(--line);background:var(--ground)}
.steps li.done::before{background:var(--good);border-color:var(--good)}
.steps li[aria-current]{color:var(--ink);font-weight:600}
.steps li[aria-current]::before{border-color:var(--accent);background:var(--accent)}
.where{color:var(--soft);font-size:.9rem}
main{min-width:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem}
@media (min-width:40rem){.card{padding:2rem}}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem;letter-spacing:-.01em}
.lead{margin:0 0 1.5rem;color:var(--soft)}
.field{margin:0 0 1.1rem;border:0;padding:0;min-width:0}
.field>label,.field>legend{display:block;font-weight:600;margin:0 0 .3rem;padding:0}
.hint{display:block;color:var(--soft);font-size:.875rem;margin:0 0 .35rem;font-weight:400}
input[type=text],input[type=tel],select{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:8px;padding:.6rem .7rem;min-height:2.75rem}
input[aria-invalid=true]{border:2px solid var(--bad)}
.error{display:block;color:var(--bad);font-size:.9rem;font-weight:600;margin:0 0 .35rem}
.pair{display:grid;gap:0 1rem}
@media (min-width:34rem){.pair{grid-template-columns:1fr 1fr}}
.date{display:grid;grid-template-columns:1fr 1fr 1.4fr;gap:.75rem;max-width:20rem}
.date label{font-size:.875rem;display:block;color:var(--soft)}
.choice{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 .75rem;padding:.8rem;border:1px solid var(--line);border-radius:8px;margin:0 0 .6rem}
.choice input{width:1.2rem;height:1.2rem;margin:.15rem 0 0;accent-color:var(--accent)}
.choice label{font-weight:600}
.choice .hint{grid-column:2;margin:0}
.choice:has(:checked){border-color:var(--accent)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem;align-items:center}
button,.button{font:inherit;font-weight:600;border-radius:8px;border:1px solid transparent;padding:.65rem 1.2rem;min-height:2.75rem;cursor:pointer;text-decoration:none;display:inline-block}
.primary{background:var(--accent);color:var(--on-accent)}
.quiet{background:transparent;color:var(--accent);border-color:var(--line)}
.plain{background:transparent;color:var(--accent);padding-inline:.25rem;text-decoration:underline}
.tests{background:var(--aside);border:1px dashed var(--soft);border-radius:12px;padding:1rem 1.25rem;margin:1.25rem 0 0}
.tests h2{font-size:.95rem;margin:0 0 .25rem}
.tests p{margin:0 0 .75rem;font-size:.9rem;color:var(--soft)}
.tests form{display:flex;flex-wrap:wrap;gap:.5rem}
.tests button{font-size:.9rem;padding:.45rem .8rem;background:var(--card)}
.summary{background:var(--bad-ground);border:1px solid var(--bad);border-radius:8px;padding:.9rem 1rem;margin:0 0 1.25rem}
.summary h2{font-size:1rem;margin:0 0 .25rem;color:var(--bad)}
.summary ul{margin:0;padding-left:1.2rem}
.good{background:var(--good-ground);color:var(--good);border-radius:8px;padding:.7rem 1rem;margin:0 0 1.25rem;font-weight:600}
dl{margin:0 0 1.25rem}
.row{display:flex;flex-wrap:wrap;gap:.1rem 1rem;justify-content:space-between;padding:.7rem 0;border-bottom:1px solid var(--line)}
.row dt{color:var(--soft)}
.row dd{margin:0;min-width:0;overflow-wrap:anywhere;display:flex;flex-wrap:wrap;gap:0 .75rem;align-items:baseline}
@media (max-width:33.99rem){.row dd{flex-basis:100%}}
.group{font-size:1.05rem;margin:1.75rem 0 .25rem}
.amount{font-size:1.9rem;font-weight:650;font-variant-numeric:tabular-nums;margin:0}
.tag{display:inline-block;border-radius:99px;padding:.05rem .6rem;font-size:.85rem;font-weight:600;background:var(--aside)}
.tag.bad{background:var(--bad-ground);color:var(--bad)}
.tag.good{background:var(--good-ground);color:var(--good);margin:0;padding:.05rem .6rem}
code{font-size:.95em;background:var(--aside);padding:.05em .3em;border-radius:4px;overflow-wrap:anywhere}
.leave{margin-top:1rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;
