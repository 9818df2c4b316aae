import { type RunningGateway, readConfiguration } from '../gateway/index.ts';
import { report } from './report-error.ts';

/** Reads the configuration file again on SIGHUP. What can't be used leaves everything as it was. */
export function reloadOnSignal(gateway: RunningGateway, file: string | undefined): void {
  process.on('SIGHUP', () => {
    if (file === undefined) return tell('SIGHUP: there is no file to read again, start with --config');
    try {
      reload(gateway, file);
    } catch (error) {
      report(error);
      tell(`SIGHUP: ${file} can't be used, everything stays as it was`);
    }
  });
}

function reload(gateway: RunningGateway, file: string): void {
  const { configuration, warnings } = readConfiguration(file);
  const { taken, needsRestart } = gateway.reload(configuration);
  for (const warning of warnings) tell(`warning: ${warning}`);
  for (const change of needsRestart)
    tell(`warning: ${change} has changed, restart the gateway to take it over`);
  tell(`SIGHUP: taken over from ${file}: ${taken.length === 0 ? 'nothing' : taken.join(', ')}`);
}

function tell(text: string): void {
  process.stderr.write(`exproto: ${text}\n`);
}
