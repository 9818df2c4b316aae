import type { Rule } from './rule.ts';

/** The keepalive, in real seconds. */
export const keepaliveRules = [
  {
    id: 'EXP-KEEP-001',
    level: 'MUST',
    text: 'A silent connection gets OnTimerTimeout(KEEPALIVE) between 1.5 intervals and max(1 s, interval / 2) later.',
    source: 'protocol 2, keepalive',
  },
  {
    id: 'EXP-KEEP-002',
    level: 'MUST',
    text: 'OnTimerTimeout never comes before 1.5 intervals without bytes from the device.',
    source: 'protocol 2, keepalive; protocol, G8',
  },
  {
    id: 'EXP-KEEP-003',
    level: 'MUST',
    text: 'After OnTimerTimeout the gateway closes the connection itself, and OnSocketClosed follows.',
    source: 'protocol 2, keepalive; protocol, G8',
    dialects: ['emqx-4', 'emqx-5'],
  },
  {
    id: 'EXP-KEEP-004',
    level: 'MUST',
    text: 'Bytes from the device put the timeout off.',
    source: 'protocol 2, keepalive',
  },
  {
    id: 'EXP-KEEP-005',
    level: 'MUST',
    text: 'Send does not put the timeout off.',
    source: 'protocol 2, keepalive; protocol, G8',
  },
  {
    id: 'EXP-KEEP-006',
    level: 'MUST',
    text: 'Bytes from another device do not put the timeout off.',
    source: 'protocol 2, keepalive; protocol, G8',
  },
  {
    id: 'EXP-KEEP-007',
    level: 'MUST',
    text: 'StartTimer again replaces the interval.',
    source: 'protocol 2, adapter calls; protocol 5; protocol, G8',
  },
  {
    id: 'EXP-KEEP-008',
    level: 'MUST',
    text: 'A connection without StartTimer gets no OnTimerTimeout.',
    source: 'protocol 2, keepalive',
  },
  {
    id: 'EXP-KEEP-009',
    level: 'MUST',
    text: 'OnTimerTimeout comes once, with the type KEEPALIVE.',
    source: 'protocol 2, keepalive',
  },
] as const satisfies readonly Rule[];
