import { METRIC_NAMESPACE } from '../contract/metrics.ts';

export type Unit = 'Count' | 'Milliseconds' | 'Seconds' | 'Bytes';

export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
}

/** Few values each (routes, stages, kinds): every combination is a metric that is paid for. Never an id. */
export type Dimensions = Readonly<Record<string, string>>;

/** Counts and measures, as lines in CloudWatch's embedded metric format. */
export type Metrics = (dimensions: Dimensions, measures: readonly Measure[]) => void;

/**
 * Writes one line per call; CloudWatch turns lines of this shape into metrics.
 * Source: CloudWatch embedded metric format specification.
 *
 * @param nowMs epoch milliseconds
 */
export function embeddedMetrics(write: (line: string) => void, nowMs: () => number): Metrics {
  return (dimensions, measures) => {
    const Metrics = measures.map(({ name, unit }) => ({ Name: name, Unit: unit }));
    const values = Object.fromEntries(measures.map(({ name, value }) => [name, value]));
    const CloudWatchMetrics = [{ Namespace: METRIC_NAMESPACE, Dimensions: [Object.keys(dimensions)], Metrics }];
    write(JSON.stringify({ _aws: { Timestamp: nowMs(), CloudWatchMetrics }, ...dimensions, ...values }));
  };
}
