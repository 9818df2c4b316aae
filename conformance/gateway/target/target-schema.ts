import * as z from 'zod';
import { address, choice, command, duration, filter, prefix, text, topic } from './target-fields.ts';

/** Keys, each with its field. Other keys are errors. */
function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => `expected ${code === 'unrecognized_keys' ? 'one of' : 'a section with'} ${keys}`,
  });
}

const credentials = section({ username: text(), password: text() });

const mountpoint = z.union([choice('client'), section({ prefix: prefix() })], {
  error: 'expected client, or a section with prefix',
});

/** The target file of docs/certify.md: what may stand where, and what it means. */
export const targetSchema = section({
  name: text().optional(),
  listeners: section({ tcp: address('127.0.0.1:7993') }),
  adapter: address('127.0.0.1:9100'),
  handler: section({
    listen: address('127.0.0.1:9001'),
    service: choice('ConnectionUnaryHandler', 'ConnectionHandler').optional(),
  }),
  credentials: credentials.optional(),
  refusals: section({
    authentication: credentials.optional(),
    publish: topic().optional(),
    subscribe: filter().optional(),
  }).optional(),
  mountpoint: mountpoint.optional(),
  limits: section({
    idle_timeout: duration().optional(),
    patience: duration().optional(),
  }).optional(),
  start: section({ command: command(), timeout: duration().optional() }).optional(),
});

/** A file that the schema accepted: times are milliseconds. */
export type TargetContent = z.output<typeof targetSchema>;
