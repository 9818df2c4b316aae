import { encrypted } from '../../rules/transport.ts';
import { connect, deviceSends } from '../actions/device-actions.ts';
import { closeTelling, dawdle, deviceRestarts, turnAway } from '../actions/encryption-actions.ts';
import { anyPayload, type Scenario } from './scenario.ts';

/** Handshakes and certificates. */
export const encryptionScenarios: readonly Scenario[] = [
  {
    name: 'late-handshake',
    pace: 'waiting',
    transports: ['ssl'],
    needs: 'handshake_timeout',
    plan: () => [dawdle()],
  },
  {
    name: 'no-handshake',
    transports: ['ssl'],
    plan: () => [connect('c1'), turnAway('makes no handshake', 'c1')],
  },
  {
    name: 'plain-bytes',
    transports: encrypted,
    plan: () => [connect('c1'), turnAway('sends bytes that are no handshake', 'c1')],
  },
  {
    name: 'no-certificate',
    transports: encrypted,
    needs: 'fail_if_no_peer_cert: true',
    plan: () => [connect('c1'), turnAway('has no certificate', 'c1')],
  },
  {
    name: 'untrusted-certificate',
    transports: encrypted,
    needs: 'refusals.certificate',
    plan: () => [connect('c1'), turnAway('has a certificate that is not trusted', 'c1')],
  },
  { name: 'close-is-told', transports: ['dtls'], plan: () => [connect('c1'), closeTelling('c1')] },
  {
    name: 'another-handshake',
    transports: ['dtls'],
    plan: (random) => [connect('c1'), deviceSends('c1', [anyPayload(random)]), deviceRestarts('c1', 'c2')],
  },
];
