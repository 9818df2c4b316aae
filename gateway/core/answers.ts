import type { CallAnswer } from './call.ts';

export const success: CallAnswer = { code: 'SUCCESS', message: '' };

export const connectionNotAlive: CallAnswer = {
  code: 'CONN_PROCESS_NOT_ALIVE',
  message: 'the connection is closed or never existed',
};

export function parameterMissing(name: string): CallAnswer {
  return { code: 'REQUIRED_PARAMS_MISSED', message: `${name} is missing` };
}

export function parameterInvalid(message: string): CallAnswer {
  return { code: 'PARAMS_TYPE_ERROR', message };
}

export function denied(message: string): CallAnswer {
  return { code: 'PERMISSION_DENY', message };
}

export function failed(message: string): CallAnswer {
  return { code: 'UNKNOWN', message };
}
