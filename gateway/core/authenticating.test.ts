import { describe, expect, it } from 'vitest';
import { codeOf, VirtualConnection } from '../../fixtures/virtual-connection.ts';
import type { ConnectionSettings } from './settings.ts';

/** Placeholders, spelled so that they don't look like forgotten templates. */
const clientid = ['$', '{clientid}'].join('');
const username = ['$', '{username}'].join('');

const fromClient: Partial<ConnectionSettings> = { mountpoint: { from: 'client' } };

function fromConfiguration(prefix: string): Partial<ConnectionSettings> {
  return { mountpoint: { from: 'configuration', prefix } };
}

describe('Authenticate', () => {
  it('registers the client and then answers', () => {
    const connection = VirtualConnection.open();
    expect(codeOf(connection.authenticate())).toBe('SUCCESS');
    expect(connection.effects.slice(-3).map(({ type }) => type)).toEqual(['verify', 'register', 'reply']);
    expect(connection.effectsOf('register')).toEqual([{ type: 'register', clientid: 'device' }]);
  });

  it.each(['proto_name', 'proto_ver', 'clientid'])('needs %s', (field) => {
    const connection = VirtualConnection.open();
    const call = connection.authenticate({ [field]: '' });
    expect(call.answers).toEqual([
      { code: 'REQUIRED_PARAMS_MISSED', message: `clientinfo.${field} is missing` },
    ]);
    expect(codeOf(connection.authenticate())).toBe('SUCCESS');
  });

  it('needs no username', () => {
    expect(codeOf(VirtualConnection.open().authenticate({ username: '' }))).toBe('SUCCESS');
  });

  it('needs a clientinfo', () => {
    const call = VirtualConnection.open().call({ method: 'Authenticate', client: null, password: '' });
    expect(call.answers).toEqual([{ code: 'REQUIRED_PARAMS_MISSED', message: 'clientinfo is missing' }]);
  });

  it('is refused the second time', () => {
    const connection = VirtualConnection.open();
    connection.authenticate();
    expect(codeOf(connection.authenticate())).toBe('PERMISSION_DENY');
    expect(codeOf(connection.authenticate({ clientid: 'other' }))).toBe('PERMISSION_DENY');
    expect(connection.effectsOf('register')).toHaveLength(1);
  });

  it('is refused while another one is under way, which goes on', () => {
    const connection = VirtualConnection.open({}, { authenticator: 'holds' });
    const first = connection.authenticate();
    expect(codeOf(connection.authenticate())).toBe('PERMISSION_DENY');
    connection.dispatch({ type: 'verified', call: first, granted: true });
    expect(codeOf(first)).toBe('SUCCESS');
  });

  it('with refused credentials leaves the connection open for another try', () => {
    const connection = VirtualConnection.open({}, { authenticator: 'refuses' });
    expect(codeOf(connection.authenticate())).toBe('PERMISSION_DENY');
    expect(connection.effectsOf('register')).toEqual([]);
    connection.authenticator = 'grants';
    expect(codeOf(connection.authenticate())).toBe('SUCCESS');
  });

  it('is answered when the connection ends before the authenticator decides', () => {
    const connection = VirtualConnection.open({}, { authenticator: 'holds' });
    const call = connection.authenticate();
    connection.call({ method: 'Close' });
    expect(codeOf(call)).toBe('CONN_PROCESS_NOT_ALIVE');
    connection.dispatch({ type: 'verified', call, granted: true });
    expect(call.answers).toHaveLength(1);
    expect(connection.effectsOf('register')).toEqual([]);
  });

  it('does not take over anything for a device that has gone', () => {
    const connection = VirtualConnection.open({}, { handler: 'holds', authenticator: 'holds' });
    const call = connection.authenticate();
    connection.dispatch({ type: 'peerEnded' });
    connection.dispatch({ type: 'verified', call, granted: true });
    expect(codeOf(call)).toBe('SUCCESS');
    expect(connection.effectsOf('register')).toEqual([]);
  });
});

describe('the mountpoint', () => {
  function mountpointOf(settings: Partial<ConnectionSettings>, requested = {}): string | undefined {
    const connection = VirtualConnection.open(settings);
    connection.authenticate(requested);
    return connection.state.client?.mountpoint;
  }

  it('comes from the configuration, whatever the client wants', () => {
    expect(mountpointOf(fromConfiguration('devices/'), { mountpoint: 'mine/' })).toBe('devices/');
  });

  it('comes from the client where it may', () => {
    expect(mountpointOf(fromClient, { mountpoint: 'mine/' })).toBe('mine/');
    expect(mountpointOf(fromClient)).toBe('');
  });

  it('holds the names of the client', () => {
    const requested = { clientid: 'pump', username: 'plant' };
    expect(mountpointOf(fromConfiguration(`${username}/${clientid}/`), requested)).toBe('plant/pump/');
  });

  it('leaves a name alone that looks like another placeholder', () => {
    const requested = { clientid: username, username: 'plant$&' };
    expect(mountpointOf(fromConfiguration(`${clientid}/${username}/$other/`), requested)).toBe(
      `${username}/plant$&/$other/`,
    );
  });

  it.each(['#', '+', 'a+', 'a/#', '\0'])('may not become wild through the clientid %j', (text) => {
    const connection = VirtualConnection.open(fromConfiguration(`${clientid}/`));
    expect(codeOf(connection.authenticate({ clientid: text }))).toBe('PARAMS_TYPE_ERROR');
    expect(connection.state.client).toBeUndefined();
  });
});
