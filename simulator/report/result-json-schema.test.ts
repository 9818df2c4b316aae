import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulationResult } from '../../fixtures/simulation-result.ts';
import { toResult } from './read-result.ts';
import { renderSimulationSchema, simulationReportKinds } from './result-json-schema.ts';
import { resultRecord } from './result-record.ts';
import { resultSchema } from './result-schema.ts';

describe('the schema of reports of simulations', () => {
  it.each(simulationReportKinds)(
    'is the one that is published: `exproto report --schema %s > docs/%s-report.schema.json` writes it',
    (kind) => {
      const published = new URL(`../../docs/${kind}-report.schema.json`, import.meta.url);
      expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(renderSimulationSchema(kind)));
    },
  );

  it('has all that a report has, which is read again as it was', () => {
    const written = JSON.parse(JSON.stringify(resultRecord(simulationResult())));
    // The schema leaves out what it does not know.
    expect(resultSchema.parse(written)).toStrictEqual(written);
    expect(JSON.parse(JSON.stringify(resultRecord(toResult(written, 'result.json'))))).toStrictEqual(written);
  });
});
