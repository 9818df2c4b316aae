import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConsumerProject } from '../../../../fixtures/consumer-project.ts';
import { runExproto } from '../../../../fixtures/run-exproto.ts';

const target = fileURLToPath(
  new URL('../../../../fixtures/targets/emqx-5.8-container.yaml', import.meta.url),
);

describe('a target in a container where no engine runs', () => {
  it('ends with exit code 2, and says what was tried and what to do', async () => {
    const former = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = 'unix:///nowhere/docker.sock';
    onTestFinished(() => {
      if (former === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = former;
    });
    const { code, output, errors } = await runExproto('certify', '--target', target);
    expect(errors).toMatch(
      /^exproto: no container engine for the target's container: DOCKER_HOST is unix:\/\/\/nowhere\/docker\.sock, and nothing answers there \(.*ENOENT.*\); start Docker or Podman and see that `docker info` works, or run the gateway yourself/m,
    );
    expect(output).toBe('');
    expect(code).toBe(2);
  });

  it('names the package that speaks to engines where it is not installed', async () => {
    const project = await ConsumerProject.create({}, ['testcontainers', 'vitest']);
    const { code, output } = await project.run(
      'exproto-kit/dist/bin/exproto.js',
      'certify',
      '--target',
      target,
    );
    expect(output).toMatch(
      /needs the package testcontainers, .*: install it with `npm install testcontainers`/,
    );
    expect(code).toBe(2);
  });
});
