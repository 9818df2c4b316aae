import { plainValue } from '../../hocon/hocon-value.ts';
import {
  type Emqx5Reading,
  fieldOf,
  type NamedSection,
  pathOf,
  refuse,
  sectionOf,
  take,
  warn,
} from '../emqx5-reading.ts';
import { parseSwitch } from '../parse-switch.ts';

/** Refuses TLS towards the handler. As in EMQX it depends on `enable`, not on the address. */
export function judgeHandlerTls(reading: Emqx5Reading, handler: NamedSection): void {
  const options = sectionOf(handler, 'ssl_options');
  const address = fieldOf(handler, 'address');
  const enabled = take(reading, options, 'enable', parseSwitch, false);
  if (enabled && options !== undefined) {
    const remedy = 'set it to false if a handler without TLS is enough';
    const place = fieldOf(options, 'enable')?.place ?? options.section.place;
    refuse(
      reading,
      place,
      `${pathOf(options, 'enable')}: TLS towards the handler is not supported yet: ${remedy}`,
    );
  } else if (address !== undefined && /^https:/i.test(String(plainValue(address.value)))) {
    const remedy = 'write http:// as EMQX calls it';
    const reason = 'EMQX uses no TLS towards the handler unless ssl_options.enable is true';
    refuse(reading, address.value.place, `${pathOf(handler, 'address')}: ${reason}: ${remedy}`);
  } else if (options !== undefined) {
    const reason = 'enable is not true, and the handler is called without TLS';
    warn(reading, options.section.place, `${options.path} has no effect in this version: ${reason}`);
  }
}
