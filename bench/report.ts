import { cpus, loadavg, totalmem } from 'node:os';
import type { Calls } from './calls.ts';
import { SHARES, total } from './cpu.ts';
import { percentile } from './load.ts';
import { CONCURRENCIES, type Measured, type Sample } from './measure.ts';
import { FOLLOW_UP, OPERATIONS, type Operation } from './operations.ts';
import type { StartUps } from './start-up.ts';
import { followUpMs, isMet, type Judged, requestMs, shareOf, typical } from './targets.ts';

export interface Report {
  readonly command: string;
  readonly at: Date;
  readonly tookMs: number;
  readonly worlds: readonly Measured[];
  readonly calls: ReadonlyMap<Operation, Calls>;
  readonly startUps: StartUps;
  readonly judged: readonly Judged[];
  readonly paces: readonly number[];
  /** Where the time goes, written by whoever profiled it. */
  readonly explanation: string;
}

/** The results as text. */
export function reportText(report: Report): string {
  const { worlds, calls, startUps, judged, explanation } = report;
  const sections = [
    head(report),
    ...worlds.map(worldSection),
    callsSection(calls),
    startUpSection(startUps),
    targetsSection(judged),
    explanation.trim(),
  ];
  return `${sections.join('\n\n')}\n`;
}

function head({ command, at, tookMs, paces }: Report): string {
  const [first] = cpus();
  const fastest = Math.min(...paces);
  const slower = (share: number) => (percentile(paces, share) / fastest).toFixed(2);
  return [
    `Benchmark of ${at.toISOString()}, ${command}, ${(tookMs / 60_000).toFixed(1)} minutes`,
    `${cpus().length} x ${first?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}, Linux load ${loadavg()[0]?.toFixed(1)}`,
    `Pace of the machine: fixed work took ${fastest.toFixed(1)} ms of CPU at best; ${slower(0.5)} times that in the middle, ${slower(0.9)} times at the 90th percentile.`,
    '',
    'CPU milliseconds per operation over all processes of the system (the load generator is not one of them), medians of',
    'the rounds. "functions" is the code that runs in Lambda with the SDK, "engine" is what stands for API Gateway, EventBridge, SQS,',
    'Step Functions, SES and Cognito, "table" is the DynamoDB server. The request is what happens until the answer; what follows (stream, bus,',
    'queues, workflow, mail) is held back while requests are measured, then let go and measured until all is quiet.',
  ].join('\n');
}

function worldSection(world: Measured): string {
  const { cases, alone, idle, restMemoryMb, peakMemoryMb } = world;
  const rows = OPERATIONS.flatMap((operation) =>
    CONCURRENCIES.map((concurrency) => {
      const of = (part: (sample: Sample) => number) => ms(typical(world, operation, concurrency, part));
      const shares = (part: (sample: Sample) => Sample['request']) => SHARES.map((share) => of(shareOf(part, share)));
      const samples = world.samples.filter((one) => one.operation === operation && one.concurrency === concurrency);
      const latencies = samples.flatMap(({ outcome }) => outcome.latencies);
      const tookMs = samples.reduce((sum, { outcome }) => sum + outcome.tookMs, 0);
      const follows = FOLLOW_UP[operation] !== 'none';
      return [
        operation,
        String(concurrency),
        percentile(latencies, 0.5).toFixed(1),
        percentile(latencies, 0.99).toFixed(1),
        ((latencies.length * 1000) / tookMs).toFixed(0),
        of(requestMs),
        ...shares(({ request }) => request),
        ...(follows ? [of(followUpMs), ...shares(({ followUp }) => followUp)] : ['-', '-', '-', '-']),
      ];
    }),
  );
  const titles = ['', 'conc.', 'p50 ms', 'p99 ms', 'req/s', 'request', ...SHARES, 'follow-up', ...SHARES];
  const together = [...alone].map(([operation, cpu]) => `${operation} ${ms(total(cpu))}`).join(', ');
  return [
    `${cases} cases`,
    table([titles, ...rows]),
    `One after the other with nothing held back, request and follow-up together: ${together}.`,
    `Idle: ${ms(total(idle))} ms of CPU a second. Memory: ${peakMemoryMb.toFixed(0)} MB at most, ${restMemoryMb.toFixed(0)} MB at the end.`,
  ].join('\n');
}

function callsSection(calls: ReadonlyMap<Operation, Calls>): string {
  const rows = [...calls].map(([operation, { request, followUp }]) => [
    operation,
    request.toFixed(1),
    followUp.toFixed(1),
  ]);
  return ['SDK calls per operation', table([['', 'request', 'follow-up'], ...rows])].join('\n');
}

function startUpSection({ empty, functions }: StartUps): string {
  const rows = functions.map(({ name, bytes, cpuMs }) => [
    name,
    (bytes / 1024).toFixed(0),
    cpuMs.toFixed(0),
    `${(cpuMs / empty).toFixed(1)}x`,
  ]);
  return [
    `Bundles, and CPU of a new process that loads one (an empty handler: ${empty.toFixed(0)} ms)`,
    table([['', 'KB', 'ms', 'to empty'], ...rows]),
  ].join('\n');
}

function targetsSection(judged: readonly Judged[]): string {
  const rows = judged.map((one) => [
    one.what,
    `${one.target} ${one.unit}`,
    one.value.toFixed(2),
    one.atBestPace?.toFixed(2) ?? '',
    verdict(one),
  ]);
  const missed = judged.filter((one) => !isMet(one)).length;
  return [
    `Targets: ${judged.length - missed} met, ${missed} missed`,
    table([['', 'at most', 'measured', 'at best pace', ''], ...rows]),
  ].join('\n');
}

function verdict(judged: Judged): string {
  if (isMet(judged)) return 'met';
  const { atBestPace, target } = judged;
  return atBestPace !== undefined && atBestPace <= target ? 'missed; met at best pace' : 'missed';
}

const ms = (value: number): string => Math.max(value, 0).toFixed(2);

/** Columns as wide as they must be; the first one is left-aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
