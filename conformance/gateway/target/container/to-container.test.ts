import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificateFile } from '../../../../fixtures/certificates.ts';
import { writeTemporary } from '../../../../fixtures/run-exproto.ts';
import { readTarget } from '../read-target.ts';
import type { Container } from '../target.ts';

const base = `
listeners: { tcp: "127.0.0.1:7993" }
adapter: 127.0.0.1:9100
handler: { listen: "0.0.0.0:9001" }
`;

function read(container: string, more = ''): Container | undefined {
  return readTarget(writeTemporary('target.yaml', `${base}${more}container: ${container}\n`)).container;
}

describe('container in a target file', () => {
  it('has all that the container is given', () => {
    const file = writeTemporary(
      'target.yaml',
      `${base}container:
  image: my/gateway:1
  ports: [7993, "17993:7993/udp"]
  files: { /etc/gateway.yaml: target.yaml }
  environment: { MODE: test }
  command: [gateway, --config, /etc/gateway.yaml]
  ready: serving
  timeout: 5s
`,
    );
    expect(readTarget(file).container).toEqual({
      image: 'my/gateway:1',
      ports: [
        { host: 7993, container: 7993, protocol: 'tcp' },
        { host: 17993, container: 7993, protocol: 'udp' },
      ],
      files: [{ target: '/etc/gateway.yaml', source: join(dirname(file), 'target.yaml') }],
      environment: { MODE: 'test' },
      command: ['gateway', '--config', '/etc/gateway.yaml'],
      ready: 'serving',
      timeout: 5_000,
    });
  });

  it('needs no more than an image', () => {
    expect(read('{ image: "my/gateway:1" }')).toEqual({
      image: 'my/gateway:1',
      ports: [],
      files: [],
      environment: {},
      timeout: 60_000,
    });
  });

  it('puts what the file says before what the preset says', () => {
    const container = read(`
  preset: emqx-5.8
  image: registry.example/emqx:5.8.1
  files: { /opt/emqx/etc/emqx.conf: target.yaml }
  environment: { EMQX_NODE_NAME: other@127.0.0.1 }`);
    expect(container?.image).toBe('registry.example/emqx:5.8.1');
    expect(container?.environment).toEqual({ EMQX_NODE_NAME: 'other@127.0.0.1' });
    expect(container?.files).toEqual([
      { target: '/opt/emqx/etc/emqx.conf', source: expect.stringMatching(/target\.yaml$/) },
    ]);
  });

  it.each([
    ['the network of this machine', '', 'http://127.0.0.1:9001'],
    ['a network of its own', ', ports: [7993, 9100]', 'http://host.docker.internal:9001'],
  ])('reaches the handler from %s', (_network, ports, url) => {
    const [file] = read(`{ preset: emqx-5.8${ports} }`)?.files ?? [];
    expect(file).toHaveProperty('content', expect.stringContaining(`"${url}"`));
  });

  it.each([
    ['{ ready: now }', 'container is a section: expected image or preset in it'],
    ['{ preset: emqx-3 }', 'container.preset is "emqx-3": expected emqx-4.4 or emqx-5.8'],
    ['{ image: a, ports: [70000] }', 'container.ports is a list: expected a list of ports'],
    [
      '{ image: a, files: { etc/a: target.yaml } }',
      'container.files is a section: expected a section of absolute',
    ],
    ['{ image: a, files: { /a: nowhere } }', 'container.files./a is "nowhere": there is no such file at'],
    ['{ image: a, files: { /a: . } }', 'container.files./a is ".": '],
    [
      '{ image: a, environment: { A: 1 } }',
      'container.environment is a section: expected a section of names',
    ],
    ['{ image: a, environment: [PASSWORD=secret] }', 'container.environment is a list: '],
    ['{ image: a, environment: PASSWORD=secret }', 'container.environment is not valid: '],
    ['{ image: a, volumes: [] }', 'container.volumes is an unknown key: expected one of preset, image'],
  ])('refuses %s', (container, problem) => {
    expect(() => read(container)).toThrow(problem);
  });

  it.each([
    ['an address', '127.0.0.1:7995', '', 'listeners.ssl.server_name is missing: with container.ports'],
    ['a name', 'gateway.example:7995', '', undefined],
    ['an address and a name to ask for', '127.0.0.1:7995', ', server_name: gateway.example', undefined],
  ])('with ports can be asked for the certificate of %s or not', (_what, address, more, problem) => {
    const ssl = `{ address: "${address}", cacertfile: ${certificateFile('ca.pem')}${more} }`;
    const text = `${base.replace('tcp: "127.0.0.1:7993"', `ssl: ${ssl}`)}container: { image: a, ports: [7995] }\n`;
    const reading = () => readTarget(writeTemporary('target.yaml', text));
    if (problem === undefined) expect(reading).not.toThrow();
    else expect(reading).toThrow(problem);
  });

  it('refuses a command to start beside it', () => {
    const both = () => read('{ image: a }', 'start: { command: gateway }\n');
    expect(both).toThrow('container is a section: expected either start or container');
  });
});
