/** How a report looks, by day and by night. */
export const style = `
:root {
  --paper: #fdfdfc; --ink: #1d2327; --faint: #667077; --line: #dfe3e4; --raised: #f4f6f5; --accent: #1a5fb4;
  --passed: #1c7a3f; --failed: #c01c28; --flaky: #b35900; --open: #7a5c00; --known: #7d4fa3; --none: #8a9399;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --ink: #e6e9ea; --faint: #9aa5ab; --line: #2c3438; --raised: #1c2226; --accent: #78aeed;
    --passed: #57c785; --failed: #ff7b7f; --flaky: #ffa657; --open: #e3c05c; --known: #c8a2e8; --none: #7d878d;
  }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 76rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif }
h1 { margin: 0; font-size: 1.6rem; font-weight: 650; letter-spacing: -.01em }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.15rem; font-weight: 650 }
a { color: var(--accent) }
code, pre, .mono { font: 12.5px/1.5 ui-monospace, 'SF Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace }
header p { margin: .35rem 0 0; color: var(--faint) }
.runs { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)) }
.verdict { display: inline-block; padding: .1rem .6rem; border-radius: 1rem; border: 1.5px solid; font-size: .85rem;
  font-weight: 650; letter-spacing: .03em; text-transform: uppercase; vertical-align: .2em; margin-left: .5rem }
.counts { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; margin: 1rem 0 0; padding: 0; list-style: none }
.counts b { font-size: 1.25rem; font-weight: 650; font-variant-numeric: tabular-nums }
.passed, .fixed { color: var(--passed) } .failed { color: var(--failed) } .flaky { color: var(--flaky) }
.inconclusive { color: var(--open) } .known-failure { color: var(--known) } .not-applicable { color: var(--none) }
.filters { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center;
  padding: .7rem 0; background: var(--paper); border-bottom: 1px solid var(--line) }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .25rem .9rem; margin: 0; padding: 0; border: 0 }
.filters label { display: inline-flex; gap: .35rem; align-items: center; white-space: nowrap }
input[type=search], select { padding: .3rem .55rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--raised);
  color: inherit; font: inherit }
input[type=search] { flex: 1 1 12rem }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
output { color: var(--faint); font-variant-numeric: tabular-nums }
table { width: 100%; border-collapse: collapse }
th, td { padding: .38rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
thead th { font-size: .82rem; font-weight: 600; color: var(--faint) }
tbody th { font-weight: 400; white-space: nowrap }
.chapter th { padding-top: 1.4rem; font-weight: 650; white-space: normal }
.level { color: var(--faint); font-size: .82rem }
.axis { text-align: center; white-space: nowrap }
.axis a, .axis span { display: inline-block; min-width: 1.6rem; text-decoration: none; font-weight: 700 }
.axis a { border-bottom: 2px solid }
details { margin: .75rem 0; border: 1px solid var(--line); border-radius: .6rem; overflow: clip }
summary { padding: .7rem 1rem; background: var(--raised); cursor: pointer }
summary .words { display: block; margin-top: .15rem }
.body { padding: .5rem 1rem 1rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: .5rem 0 1rem }
dt { color: var(--faint) } dd { margin: 0; overflow-wrap: anywhere }
.replay { user-select: all } pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
.diagram { overflow-x: auto }
svg { display: block; min-width: 54rem; width: 100%; height: auto; color: var(--ink) }
svg text { fill: currentColor; font: 12.5px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif }
svg .lane { font-weight: 650; text-anchor: middle }
svg .time { fill: var(--faint); font-size: 11px; text-anchor: end }
svg .label { text-anchor: middle }
svg .bytes { fill: var(--faint); font: 11px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; text-anchor: middle }
svg .life { stroke: var(--line); stroke-width: 1.5 }
svg .arrow { stroke: currentColor; stroke-width: 1.4 } svg .head { fill: currentColor }
svg .answer { color: var(--faint) } svg .inferred { color: var(--faint) } svg .inferred .arrow { stroke-dasharray: 4 4 }
svg .step rect { fill: var(--raised) } svg .step text { font-weight: 600 }
svg .note text, svg .omitted text { fill: var(--faint); font-style: italic }
svg .broken rect { fill: none; stroke: var(--failed); stroke-width: 1.5 } svg .broken text { fill: var(--failed); font-weight: 600 }
[hidden] { display: none }
@media print { .filters { position: static } }
`;
