import { style } from '../../../conformance/report/html/style.ts';

/** How a page about simulations looks: as other reports do, with charts. */
export const simulationStyle = `${style}
.charts { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(24rem, 1fr)) }
figure { margin: 0 } figcaption { font-weight: 650 } figcaption span { font-weight: 400; color: var(--faint) }
.charts svg { min-width: 0 }
svg .grid { stroke: var(--line) } svg .tick { fill: var(--faint); font-size: 11px; text-anchor: end }
svg .below { text-anchor: middle } svg .name { font-size: 12px }
svg .line { fill: none; stroke-width: 1.8; stroke-linejoin: round }
svg .s0 { stroke: var(--accent) } svg .s1 { stroke: var(--passed) } svg .s2 { stroke: var(--flaky) } svg .s3 { stroke: var(--failed) }
svg .moment { fill: transparent } svg .moment:hover { fill: var(--line); fill-opacity: .5 }
svg .column { fill: var(--accent) } svg path.mark { stroke: var(--flaky); stroke-dasharray: 3 3 } svg text.mark { fill: var(--flaky) }
td.number { text-align: right; font-variant-numeric: tabular-nums } thead th.number { text-align: right }
`;
