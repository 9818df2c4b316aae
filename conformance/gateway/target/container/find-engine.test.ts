import { describe, expect, it, onTestFinished } from 'vitest';
import { findEngine } from './find-engine.ts';
import { loadTestcontainers, type Testcontainers } from './load-testcontainers.ts';

function engineAt(address: string): void {
  const former = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = address;
  onTestFinished(() => {
    if (former === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = former;
  });
}

describe('findEngine', () => {
  it.each([
    ['unix:///nowhere/docker.sock', 'ENOENT'],
    ['tcp://127.0.0.1:1', 'ECONNREFUSED'],
    ['docker', 'it is no URL'],
  ])('goes to no other engine than %s', async (address, why) => {
    engineAt(address);
    await expect(findEngine(await loadTestcontainers())).rejects.toMatchObject({
      code: 'NO_CONTAINER_ENGINE',
      message: expect.stringMatching(
        new RegExp(`DOCKER_HOST is ${address}, and nothing answers there .*${why}.*start Docker or Podman`),
      ),
    });
  });
});

describe('loadTestcontainers', () => {
  it('says how to install the package', async () => {
    const load = () => Promise.reject<Testcontainers>(new Error("Cannot find package 'testcontainers'"));
    await expect(loadTestcontainers(load)).rejects.toMatchObject({
      code: 'NO_CONTAINER_LIBRARY',
      message: expect.stringContaining('npm install testcontainers'),
    });
  });
});
