import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { acknowledgements } from '../../infra/acknowledgements.ts';
import { STAGES } from '../../infra/stages.ts';
import { synthesise } from './synthesised.ts';

interface PluginReport {
  readonly pluginName: string;
  readonly violations: readonly unknown[];
  readonly suppressedViolations?: readonly {
    readonly acknowledgedId: string;
    readonly violatingConstructs: readonly { readonly constructPath: string }[];
  }[];
}

describe.each(STAGES)('%s', (stage) => {
  test('has no finding of CloudFormation’s validation or cdk-nag that is not acknowledged, and no stale acknowledgement', {
    timeout: 120_000,
  }, async () => {
    const directory = await synthesise(stage, true);
    const path = join(directory, 'validation-report.json');
    expect(existsSync(path)).toBe(true);
    const reports: PluginReport[] = JSON.parse(readFileSync(path, 'utf8')).pluginReports;
    rmSync(dirname(directory), { recursive: true });
    // The plugin of CloudFormation is in the report only when it has something to say.
    expect(reports.map(({ pluginName }) => pluginName)).toContain('AwsSolutions');
    expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
    const found = reports.flatMap(({ suppressedViolations = [] }) =>
      suppressedViolations.flatMap(({ acknowledgedId, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${constructPath} ${acknowledgedId}`),
      ),
    );
    const acknowledged = acknowledgements(stage).flatMap(({ id, paths }) =>
      paths.map((path) => `${path} AwsSolutions::${id}`),
    );
    expect(found.sort()).toEqual(acknowledged.sort());
  });

  test('gives at most twelve reasons, each a sentence', () => {
    const reasons = new Set(acknowledgements(stage).map(({ reason }) => reason));
    expect(reasons.size).toBeLessThanOrEqual(12);
    expect([...reasons].filter((reason) => !/^[A-Z].{30,}\.$/.test(reason))).toEqual([]);
  });
});
