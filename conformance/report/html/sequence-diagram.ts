import type { Lane, Trace, TraceEntry } from '../../judge/trace.ts';
import { bytesText } from '../bytes-text.ts';
import { escapeHtml } from './escape.ts';

/** An entry of a diagram: something that was seen, or that must have been so. */
export type DiagramEntry = TraceEntry & { readonly inferred?: true };

const width = 980;
const timeEnd = 64;
const places: Readonly<Record<Lane, number>> = { device: 150, gateway: 410, handler: 670, broker: 900 };
const laneTop = 34;
/** Bytes below an arrow. */
const mostBytes = 8;
/** Characters of a label that fit between two lanes. */
const longestLabel = 42;
/** Characters that fit across all lanes, bold and plain. */
const longestBand = 108;
const longestLine = 130;

/** What happened as a diagram in SVG: a lane for each who takes part, time from top to bottom. */
export function renderSequenceDiagram(trace: readonly DiagramEntry[], title: string): string {
  const used = lanesOf(trace);
  let y = laneTop + 12;
  const rows = trace.map((entry) => {
    const row = renderRow(entry, y);
    y += row.height;
    return row.svg;
  });
  const height = y + 10;
  const lanes = used.map((lane) => {
    const x = places[lane];
    return `<text class="lane" x="${x}" y="20">${lane}</text><line class="life" x1="${x}" x2="${x}" y1="${laneTop - 4}" y2="${height - 4}"/>`;
  });
  return `<div class="diagram" tabindex="0" role="group" aria-label="${escapeHtml(title)}"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${lanes.join('')}${rows.join('')}</svg></div>`;
}

function lanesOf(trace: Trace): readonly Lane[] {
  const seen = new Set(trace.flatMap((entry) => (entry.kind === 'message' ? [entry.from, entry.to] : [])));
  const always: readonly Lane[] = ['device', 'gateway', 'handler'];
  return seen.has('broker') ? [...always, 'broker'] : always;
}

interface Row {
  readonly svg: string;
  readonly height: number;
}

function renderRow(entry: DiagramEntry, y: number): Row {
  switch (entry.kind) {
    case 'step':
      return band(entry.kind, entry.text, y, entry.at);
    case 'broken':
      return band(entry.kind, entry.text, y, entry.at);
    case 'note':
      return { svg: line(entry.kind, entry.text, y, entry.at), height: 26 };
    case 'omitted':
      return { svg: line(entry.kind, `… ${entry.count} left out …`, y, undefined), height: 26 };
    case 'message':
      return message(entry, y);
  }
}

function band(kind: string, text: string, y: number, at: number): Row {
  const left = timeEnd + 10;
  const content = `<rect x="${left}" y="${y}" width="${width - left - 4}" height="24" rx="4"/><text x="${left + 10}" y="${y + 16.5}">${label(text, longestBand)}</text>`;
  return { svg: `<g class="${kind}">${time(at, y + 16.5)}${content}</g>`, height: 34 };
}

function line(kind: string, text: string, y: number, at: number | undefined): string {
  const clock = at === undefined ? '' : time(at, y + 14);
  return `<g class="${kind}">${clock}<text x="${timeEnd + 20}" y="${y + 14}">${label(text, longestLine)}</text></g>`;
}

function message(entry: Extract<DiagramEntry, { kind: 'message' }>, y: number): Row {
  const [from, to] = [places[entry.from], places[entry.to]];
  const middle = (from + to) / 2;
  const way = Math.sign(to - from);
  const at = y + 20;
  const head = `${to},${at} ${to - way * 9},${at - 4} ${to - way * 9},${at + 4}`;
  const bytes =
    entry.bytes === undefined
      ? ''
      : `<text class="bytes" x="${middle}" y="${at + 14}"><title>${entry.bytes.hex}</title>${escapeHtml(bytesText(entry.bytes, mostBytes))}</text>`;
  const arrow = `<line class="arrow" x1="${from}" x2="${to - way * 8}" y1="${at}" y2="${at}"/><polygon class="head" points="${head}"/>`;
  const text = `<text class="label" x="${middle}" y="${at - 6}">${label(entry.text, longestLabel)}</text>`;
  const kind = `message${entry.inferred === true ? ' inferred' : ''}${entry.answer === true ? ' answer' : ''}`;
  const clock = entry.inferred === true ? '' : time(entry.at, at + 4);
  return { svg: `<g class="${kind}">${clock}${arrow}${text}${bytes}</g>`, height: bytes === '' ? 34 : 46 };
}

function time(at: number, y: number): string {
  return `<text class="time" x="${timeEnd}" y="${y}">${(at / 1000).toFixed(3)} s</text>`;
}

/** Text that fits, with all of it where the pointer rests. */
function label(text: string, longest: number): string {
  if (text.length <= longest) return escapeHtml(text);
  return `<title>${escapeHtml(text)}</title>${escapeHtml(`${text.slice(0, longest - 1)}…`)}`;
}
