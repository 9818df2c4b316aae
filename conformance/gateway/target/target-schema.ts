import * as z from 'zod';
import { containerFiles, environment, publishedPorts } from './container/container-fields.ts';
import {
  address,
  bytesRate,
  choice,
  command,
  count,
  duration,
  filter,
  prefix,
  processId,
  rate,
  text,
  topic,
  trueOrFalse,
} from './target-fields.ts';

/** Keys, each with its field. Other keys are errors. */
function section<Shape extends z.core.$ZodLooseShape>(shape: Shape, known: Record<string, string> = {}) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return `expected a section with ${keys}`;
      const advice = (issue.keys as readonly string[]).map((key) => known[key]).find((words) => words);
      return advice ?? `expected one of ${keys}`;
    },
  });
}

const credentials = section({ username: text(), password: text() });

const certificate = section({ certfile: text(), keyfile: text() });

const mountpoint = z.union([choice('client'), section({ prefix: prefix() })], {
  error: 'expected client, or a section with prefix',
});

/** An address alone, or a section in which it is one of the keys. */
function listener<Shape extends z.core.$ZodLooseShape>(example: string, more: Shape) {
  const keys = ['address', ...Object.keys(more)].join(', ');
  return z.union([address(example), section({ address: address(example), ...more })], {
    error: `expected host:port, such as ${example}, or a section with ${keys}`,
  });
}

const encryption = {
  cacertfile: text().optional(),
  server_name: text().optional(),
  certfile: text().optional(),
  keyfile: text().optional(),
  verify: choice('verify_peer', 'verify_none').optional(),
  fail_if_no_peer_cert: trueOrFalse().optional(),
  handshake_timeout: duration().optional(),
};

const connections = section({ address: address('127.0.0.1:7996'), max_connections: count() });

/** Limits that mean the same on every transport. */
const admission = section({
  connections: connections.optional(),
  denied: address('127.0.0.1:7999').optional(),
});

const limited = section({
  connections: connections.optional(),
  connection_rate: section({ address: address('127.0.0.1:7997'), max_conn_rate: rate() }).optional(),
  throughput: section({ address: address('127.0.0.1:7998'), max_bytes_rate: bytesRate() }).optional(),
  denied: address('127.0.0.1:7999').optional(),
});

const listeners = section(
  {
    tcp: listener('127.0.0.1:7993', { limited: limited.optional() }).optional(),
    ssl: listener('127.0.0.1:7995', { ...encryption, limited: admission.optional() }).optional(),
    udp: listener('127.0.0.1:7993', {
      limited: admission.optional(),
      idle: section({ address: address('127.0.0.1:7994'), idle_timeout: duration() }).optional(),
    }).optional(),
    dtls: listener('127.0.0.1:7995', { ...encryption, limited: admission.optional() }).optional(),
  },
  { tls: 'write ssl, as socktype does' },
).refine((declared) => Object.values(declared).some((value) => value !== undefined), {
  error: 'expected at least one of tcp, ssl, udp, dtls',
  // Someone who wrote another name knows that there has to be one.
  when: ({ issues }) => issues.length === 0,
});

const container = section({
  preset: choice('emqx-4.4', 'emqx-5.8').optional(),
  image: text().optional(),
  ports: publishedPorts().optional(),
  files: containerFiles().optional(),
  environment: environment().optional(),
  command: command().optional(),
  ready: text().optional(),
  timeout: duration().optional(),
}).refine(({ image, preset }) => image !== undefined || preset !== undefined, {
  error: 'expected image or preset in it',
  when: ({ issues }) => issues.length === 0,
});

/** The target file of docs/certify.md: what may stand where, and what it means. */
export const targetSchema = section({
  name: text().optional(),
  listeners,
  adapter: address('127.0.0.1:9100'),
  handler: section({
    listen: address('127.0.0.1:9001'),
    service: choice('ConnectionUnaryHandler', 'ConnectionHandler').optional(),
    mode: choice('unary', 'stream').optional(),
  }),
  dialect: choice('seed', 'emqx-4', 'emqx-5').optional(),
  credentials: credentials.optional(),
  refusals: section({
    authentication: credentials.optional(),
    publish: topic().optional(),
    subscribe: filter().optional(),
    certificate: certificate.optional(),
  }).optional(),
  mountpoint: mountpoint.optional(),
  limits: section({
    idle_timeout: duration().optional(),
    patience: duration().optional(),
  }).optional(),
  log: text().optional(),
  pid: processId().optional(),
  start: section({ command: command(), timeout: duration().optional() }).optional(),
  container: container.optional(),
})
  .refine(({ start, container: contained }) => start === undefined || contained === undefined, {
    error: 'expected either start or container',
    path: ['container'],
    when: ({ issues }) => issues.length === 0,
  })
  .refine(({ handler: { service, mode } }) => mode !== 'stream' || service === 'ConnectionHandler', {
    error: 'expected handler.service to be ConnectionHandler: no other service has streams',
    path: ['handler', 'mode'],
    when: ({ issues }) => issues.length === 0,
  });

/** A file that the schema accepted: times are milliseconds. */
export type TargetContent = z.output<typeof targetSchema>;
