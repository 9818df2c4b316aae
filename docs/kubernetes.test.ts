import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { runExproto } from '../fixtures/run-exproto.ts';

const text = readFileSync(new URL('kubernetes/simulate-job.yaml', import.meta.url), 'utf8');

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
    const options = [...command.matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option);
    expect(options).toContain('--shard');
    for (const option of options) expect(output).toContain(`  ${option} `);
  });
});
