import { displayKey } from '../display-value.ts';
import { type HoconSection, plainValue } from '../hocon/hocon-value.ts';
import { type Emqx5Reading, fieldOf, type NamedSection, refuse, sectionOf, warn } from './emqx5-reading.ts';

/** The section of the exproto gateway, and where it comes from. */
export interface FoundGateway extends NamedSection {
  /** Whether it is the answer of `GET /gateways/exproto`. */
  readonly fromApi: boolean;
}

/** Finds `gateway.exproto` in a file of EMQX 5, or takes the answer of its REST API as it is. */
export function findGateway(reading: Emqx5Reading, root: HoconSection): FoundGateway | undefined {
  const whole: NamedSection = { path: '', section: root };
  if (!root.fields.has('gateway') && (root.fields.has('server') || root.fields.has('handler'))) {
    return { ...whole, fromApi: true };
  }
  const gateways = sectionOf(whole, 'gateway');
  const found = sectionOf(gateways, 'exproto');
  if (found === undefined) {
    const place = gateways?.section.place ?? root.place;
    const problem = 'there is no section gateway.exproto, expected that of EMQX 5';
    refuse(reading, place, `${problem}, or the answer of GET /gateways/exproto of its REST API`);
    return undefined;
  }
  warnOfOthers(reading, root, gateways?.section);
  judgeAuthorization(reading, whole);
  return { ...found, fromApi: false };
}

/** One line for all that a whole emqx.conf sets for other parts of EMQX. */
function warnOfOthers(reading: Emqx5Reading, root: HoconSection, gateways: HoconSection | undefined): void {
  const others = [
    ...[...root.fields].filter(([key]) => key !== 'gateway' && key !== 'authorization'),
    ...[...(gateways?.fields ?? [])]
      .filter(([key]) => key !== 'exproto')
      .map(([key, field]) => [`gateway.${key}`, field] as const),
  ];
  const [first] = others;
  if (first !== undefined) {
    const names = others.map(([key]) => displayKey(key)).join(', ');
    warn(reading, first[1].place, `only gateway.exproto is read, these have no effect: ${names}`);
  }
}

/** The one section of EMQX besides the gateway's own that decides what its clients may do. */
function judgeAuthorization(reading: Emqx5Reading, root: NamedSection): void {
  const field = fieldOf(root, 'authorization');
  if (field === undefined) return;
  const remedy = 'convert the file, and write the rules as authorization of the YAML';
  const noMatch = fieldOf(sectionOf(root, 'authorization'), 'no_match');
  if (noMatch !== undefined && plainValue(noMatch.value) !== 'allow') {
    const problem = 'EMQX refuses what no rule of its own allows, and here everything would be allowed';
    refuse(reading, noMatch.place, `authorization.no_match: ${problem}: remove the line, ${remedy}`);
  } else {
    const consequence = 'clients may publish and subscribe everything';
    warn(reading, field.place, `authorization has no effect in this version: ${consequence}: ${remedy}`);
  }
}
