/** The whole style of the page. Both themes keep text at a contrast of at least 4.5 to 1. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f7f7f5; --card: #fff; --text: #1c1c1a; --quiet: #5c5c57; --line: #d9d9d4;
  --plot: #1f6f5c; --plot2: #8a5a00; --bad: #a3201d; --focus: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --page: #161615; --card: #21211f; --text: #ececea; --quiet: #a9a9a2;
  --line: #3a3a37; --plot: #58c2a4; --plot2: #e0a83c; --bad: #ff8f88; --focus: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
main, header { max-width: 1080px; margin: 0 auto; padding: 0 16px; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; padding-top: 20px; }
h1 { font-size: 22px; margin: 0; }
h2 { font-size: 16px; margin: 28px 0 8px; }
p { margin: 4px 0 8px; }
a { color: var(--focus); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--card); padding: 6px 10px; }
.quiet { color: var(--quiet); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 10px; margin: 16px 0 0; padding: 0; }
.cards div, .plot, .scroll, details { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.cards div { padding: 10px 12px; }
dt { color: var(--quiet); font-size: 13px; }
dd { margin: 0; font-size: 22px; font-variant-numeric: tabular-nums; }
dd small { display: block; font-size: 13px; color: var(--quiet); }
.bad { color: var(--bad); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 10px; }
.plot { padding: 10px 12px; margin: 0; }
.plot svg { display: block; width: 100%; height: auto; }
figcaption { font-size: 13px; color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 6px 12px; white-space: nowrap; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-size: 13px; font-weight: 600; color: var(--quiet); }
th:first-child, td:first-child { text-align: left; max-width: 320px; overflow: hidden; text-overflow: ellipsis; }
tbody th { font-weight: 500; }
details { margin: 8px 0; padding: 8px 12px; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; }
@media (max-width: 720px) { .sides { grid-template-columns: 1fr; } }
.sides h3 { font-size: 13px; margin: 8px 0 4px; }
pre { margin: 0; max-height: 320px; overflow: auto; font: 12px/1.4 ui-monospace, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: 6px; padding: 8px; }
`;
