import type { ServiceDefinition } from '@grpc/proto-loader';
import { loadDefinition, type serviceNames } from '../../proto/index.ts';

/** The methods of a service by their full name, with their serializers. */
export function serviceDefinition(name: (typeof serviceNames)[keyof typeof serviceNames]): ServiceDefinition {
  return loadDefinition()[name] as ServiceDefinition;
}
