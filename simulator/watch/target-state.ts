/** What a target holds, as far as that is known. */
export interface TargetState {
  /** Bytes. */
  readonly targetMemory?: number | undefined;
  /** Files and sockets that it has open. */
  readonly targetDescriptors?: number | undefined;
}

/** Only what is known of it, for records that have no gaps. */
export function knownState({ targetMemory, targetDescriptors }: TargetState): {
  readonly targetMemory?: number;
  readonly targetDescriptors?: number;
} {
  return {
    ...(targetMemory === undefined ? {} : { targetMemory }),
    ...(targetDescriptors === undefined ? {} : { targetDescriptors }),
  };
}
