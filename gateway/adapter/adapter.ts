import type { QualityOfService } from '../broker/broker.ts';
import type { Publisher } from '../broker/publisher.ts';
import { connectionNotAlive, failed, success } from '../core/answers.ts';
import { refusePublication } from '../core/messaging.ts';
import type { Registry } from '../registry/registry.ts';
import type { AdapterService } from './adapter-server.ts';

/** `Message.from` of what `RawPublish` publishes: docs/protocol.md, section 4. */
const rawPublisher = 'exproto';

/** The adapter's calls: those of a connection go to its core, `RawPublish` to the broker. */
export function createAdapter(registry: Registry, publisher: Publisher): AdapterService {
  return {
    async call(conn, request) {
      return registry.find(conn)?.call(request) ?? connectionNotAlive;
    },
    async rawPublish(topic, qos, payload) {
      const refusal = refusePublication(topic, qos);
      if (refusal !== undefined) return refusal;
      try {
        await publisher.publish(rawPublisher, topic, qos as QualityOfService, payload);
        return success;
      } catch (error) {
        return failed(`the broker refused: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}
