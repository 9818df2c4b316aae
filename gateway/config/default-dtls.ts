/** What a DTLS listener has that is told nothing else: milliseconds and bytes. */
export const defaultDtls = {
  /** Enough for four retransmissions, each after twice the time of the one before it. */
  handshakeTimeout: 30_000,
  /** Fits an Ethernet with room for a tunnel or two. */
  mtu: 1_400,
};
