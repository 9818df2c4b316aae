import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { runExproto } from '../fixtures/run-exproto.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const text = read('kubernetes/simulate-job.yaml');
const optionsIn = (words: string) => [...words.matchAll(/(?:^| )(--[a-z-]+)/g)].map(([, option]) => option);

/** The fields of batch/v1 that the manifest has, and no others. */
const jobSchema = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata: z.strictObject({ name: z.string().regex(/^[a-z0-9-]{1,63}$/) }),
  spec: z.strictObject({
    completionMode: z.literal('Indexed'),
    completions: z.int().min(1),
    parallelism: z.int().min(1),
    backoffLimit: z.int().min(0),
    template: z.strictObject({
      spec: z.strictObject({
        restartPolicy: z.enum(['Never', 'OnFailure']),
        containers: z
          .array(
            z.strictObject({
              name: z.string(),
              image: z.string(),
              command: z.array(z.string()),
              args: z.array(z.string()),
              resources: z.strictObject({
                requests: z.record(z.enum(['cpu', 'memory']), z.string()),
                limits: z.strictObject({ memory: z.string() }),
              }),
              volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
            }),
          )
          .length(1),
        volumes: z.array(
          z.strictObject({
            name: z.string(),
            persistentVolumeClaim: z.strictObject({ claimName: z.string() }),
          }),
        ),
      }),
    }),
  }),
});

describe('the manifest of a simulation', () => {
  const { spec } = jobSchema.parse(parse(text));
  const [container] = spec.template.spec.containers;
  const command = container?.args.join(' ') ?? '';

  it('has a pod for each part', () => {
    const [, count] = /--shard "\$\(\(JOB_COMPLETION_INDEX \+ 1\)\)\/(\d+)"/.exec(command) ?? [];
    expect([spec.completions, spec.parallelism]).toEqual([Number(count), Number(count)]);
  });

  it('mounts what it names', () => {
    const volumes = spec.template.spec.volumes.map(({ name }) => name);
    for (const { name, mountPath } of container?.volumeMounts ?? []) {
      expect(volumes).toContain(name);
      expect(command).toContain(`"${mountPath}/`);
    }
  });

  it('gives options that there are', async () => {
    const { output } = await runExproto('simulate', '--help');
    const added = /```text\n(--nats .*)\n/.exec(read('kubernetes.md'))?.[1] ?? '';
    const options = [...optionsIn(command), ...optionsIn(added)];
    expect(options).toEqual(expect.arrayContaining(['--shard', '--nats', '--run']));
    for (const option of options) expect(output).toContain(`  ${option} `);
  });
});

const labels = z.strictObject({ app: z.string() });
const named = z.strictObject({ name: z.string() });

/** The fields of apps/v1 and v1 that the manifest has, and no others. */
const natsSchema = z.tuple([
  z.strictObject({
    apiVersion: z.literal('apps/v1'),
    kind: z.literal('Deployment'),
    metadata: named,
    spec: z.strictObject({
      replicas: z.literal(1),
      selector: z.strictObject({ matchLabels: labels }),
      template: z.strictObject({
        metadata: z.strictObject({ labels }),
        spec: z.strictObject({
          containers: z.tuple([
            z.strictObject({
              name: z.string(),
              image: z.string(),
              ports: z.tuple([z.strictObject({ containerPort: z.int() })]),
            }),
          ]),
        }),
      }),
    }),
  }),
  z.strictObject({
    apiVersion: z.literal('v1'),
    kind: z.literal('Service'),
    metadata: named,
    spec: z.strictObject({ selector: labels, ports: z.tuple([z.strictObject({ port: z.int() })]) }),
  }),
]);

describe('the manifest of a NATS server', () => {
  const documents = parseAllDocuments(read('kubernetes/nats.yaml')).map((document) => document.toJS());
  const [deployment, service] = natsSchema.parse(documents);

  it('has a service that leads to its pod', () => {
    const { selector, template } = deployment.spec;
    expect(selector.matchLabels).toEqual(template.metadata.labels);
    expect(service.spec.selector).toEqual(template.metadata.labels);
    expect(service.spec.ports[0].port).toBe(template.spec.containers[0].ports[0].containerPort);
  });

  it('is where the page says', () => {
    const address = `nats://${service.metadata.name}:${service.spec.ports[0].port}`;
    expect(read('kubernetes.md')).toContain(`--nats ${address} --run `);
  });
});
