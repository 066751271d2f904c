import { FACT_METRICS } from '../../shared/contract/metrics.ts';
import type { Envelope } from '../../shared/domain/events/envelope.ts';
import type { Measure, Metrics } from '../../shared/observe/metrics.ts';

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(FACT_METRICS));

/** Counts the facts of events that are on the bus; one line for all of them, none when nothing is counted. */
export function countFacts(metrics: Metrics, stage: string, events: readonly Envelope[]): void {
  const counts = new Map<string, number>();
  for (const { type } of events.flatMap(({ data }) => data.facts)) {
    const name = NAMES.get(type);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const measures = [...counts].map(([name, value]): Measure => ({ name, value, unit: 'Count' }));
  if (measures.length > 0) metrics({ Stage: stage }, measures);
}
