import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import type { ServiceDefinition } from '@grpc/proto-loader';
import { loadDefinition, type serviceNames } from '../../proto/index.ts';

// What goes wrong reaches the gateway as an error, and is told in its own words.
setLogVerbosity(logVerbosity.NONE);

/** The methods of a service by their full name, with their serializers. */
export function serviceDefinition(name: (typeof serviceNames)[keyof typeof serviceNames]): ServiceDefinition {
  return loadDefinition()[name] as ServiceDefinition;
}
