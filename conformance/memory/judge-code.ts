import type { RuleId } from '../rules/catalogue.ts';
import type { JudgedCall } from './judge.ts';
import type { Broken } from './judged-connection.ts';

/** Judges the code of an answer where the protocol leaves no doubt of it. */
export function judgeCode(judged: JudgedCall, code: string, broken: Broken): void {
  const { call, connection, wasEnded, wasSound } = judged;
  if (wasEnded) {
    if (code === 'CONN_PROCESS_NOT_ALIVE') return;
    return broken('EXP-CODE-002', 'CONN_PROCESS_NOT_ALIVE', `${call.method} after the end answered ${code}`);
  }
  if (call.method === 'Close') {
    if (!wasSound || (code === 'SUCCESS' && connection.socketEnded)) return;
    return broken('EXP-CODE-021', 'SUCCESS and the socket closing', `Close answered ${code}`);
  }
  // An answer that came after the connection's end may tell of the end.
  if (!wasSound || !connection.isSound) return;
  const [rule, expected] = expectation(judged);
  if (code !== expected) broken(rule, expected, `${call.method} on ${connection.conn} answered ${code}`);
}

function expectation({ call, wasClient, wasAuthenticating }: JudgedCall): readonly [RuleId, string] {
  switch (call.method) {
    case 'Authenticate':
      if (wasClient || wasAuthenticating) return ['EXP-CODE-006', 'PERMISSION_DENY'];
      return call.granted ? ['EXP-CODE-005', 'SUCCESS'] : ['EXP-CODE-007', 'PERMISSION_DENY'];
    case 'Publish':
      return wasClient ? ['EXP-CODE-027', 'SUCCESS'] : ['EXP-CODE-008', 'PERMISSION_DENY'];
    case 'Subscribe':
      return wasClient ? ['EXP-CODE-018', 'SUCCESS'] : ['EXP-CODE-009', 'PERMISSION_DENY'];
    case 'Unsubscribe':
      return wasClient ? ['EXP-CODE-017', 'SUCCESS'] : ['EXP-CODE-010', 'PERMISSION_DENY'];
    case 'StartTimer':
      return ['EXP-CODE-020', 'SUCCESS'];
    case 'Send':
    case 'Close':
      return ['EXP-CODE-022', 'SUCCESS'];
  }
}
