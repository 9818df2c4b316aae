import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type MeasuredGateway, startMeasuredGateway } from './measured-gateway.ts';

/** Our gateway and a handler that echoes, each in a process of its own. */
export interface EchoSystem {
  readonly gateway: MeasuredGateway;
  readonly stop: () => Promise<void>;
}

/** @param limits Lines of YAML for each listener, such as `max_connections: 5`. */
export async function startEchoSystem(limits = ''): Promise<EchoSystem> {
  const script = fileURLToPath(new URL('./echo-handler.js', import.meta.url));
  const handler = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(handler.stdout.setEncoding('utf8'), 'data');
  const gateway = await startMeasuredGateway(Number(/\d+/.exec(String(line))?.[0]), limits);
  handler.stdin.write(`${gateway.adapterPort}\n`);
  return {
    gateway,
    stop: async () => {
      await gateway.process.stop();
      handler.kill();
      await once(handler, 'exit');
    },
  };
}
