const names: Readonly<Record<string, string>> = {
  CONN: 'life of a connection',
  BYTE: 'bytes',
  DGRAM: 'datagrams',
  TLS: 'handshakes and certificates',
  FLOW: 'order and concurrency',
  CODE: 'adapter calls',
  TAKE: 'takeover',
  KEEP: 'keepalive',
  PUB: 'publish and subscribe',
  LIMIT: 'limits',
  FAULT: 'faults',
  STOP: 'end of the gateway',
  SEC: 'secrets',
  LEAK: 'leaks',
  STREAM: 'streams to the handler',
  ANSWER: 'answers to callbacks',
  BYTES: 'bytes and messages of any kind',
  LIFE: 'life of the process',
  CALL: 'calls of the adapter',
  REFUSAL: 'calls that are refused',
  ISOLATION: 'devices beside each other',
  RESTART: 'restarts',
  MEMORY: 'memory',
};

/** What a chapter of the catalogue is about; its id, where that has no name yet. */
export function chapterName(chapter: string): string {
  return names[chapter] ?? chapter;
}
