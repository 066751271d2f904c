import type { DatabaseSync } from 'node:sqlite';

/** The one clock of the engine. Workers, signatures, link expiry, queue delays and schedules all follow it. */
export interface EngineClock {
  /** Engine time, epoch milliseconds: the machine's time plus what has been advanced so far. */
  now(): number;
  /** How far the engine is ahead of the machine, milliseconds; persisted, never negative. */
  offsetMs(): number;
}

/**
 * One emulated service. The engine drains (waits until every part's `busy` is 0) before it moves its clock to the
 * earliest `nextDueAt`, so a month of waiting plays in seconds and in order.
 */
export interface EnginePart {
  /** Engine time (epoch ms) of the earliest thing that waits for time to pass; undefined when nothing does. */
  nextDueAt(): number | undefined;
  /** Starts everything due at or before `now`, in order of due time. Must return without waiting for the effects. */
  runDue(now: number): void;
  /** Work under way or deliverable right now. 0 means: nothing happens until time passes or somebody calls. */
  busy(): number;
  /** Stops taking new work and waits for nothing; state on disk must already be complete. */
  close(): void | Promise<void>;
}

/** What a Lambda invocation came to. `payload` is the handler's parsed JSON result. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: unknown }
  | {
      readonly ok: false;
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace?: readonly string[];
    };

/** Runs the synthesised functions. Names are the physical function names of the resolved template. */
export interface FunctionHost {
  /** Synchronous invocation (gateway, queues, streams, tasks of the state machine). Never rejects for the function's own errors. */
  invoke(functionName: string, event: unknown): Promise<InvocationResult>;
  /**
   * Invocation type `Event` (receipt rules, schedules, rules): stored before it returns, delivered at least once, retried twice
   * (after 1 and 2 minutes of engine time), then handed to the function's on-failure destination.
   */
  invokeAsync(functionName: string, event: unknown): void;
}

/** One resource of the synthesised templates after every intrinsic function has been resolved. */
export interface ResolvedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** What `Ref` gives for it. */
  readonly physicalId: string;
  readonly arn?: string;
  // biome-ignore lint/suspicious/noExplicitAny: properties of a template are read by the part that knows the type
  readonly properties: any;
}

export interface EnginePorts {
  readonly public: number;
  readonly aws: number;
  readonly dynamodb: number;
  readonly smtp: number;
}

/** Everything a part needs from the engine; handed over once at start. */
export interface EngineContext {
  readonly clock: EngineClock;
  /** `<data>/engine.db`: WAL, one connection, shared. Each part creates its own tables, prefixed with its folder's name. */
  readonly database: DatabaseSync;
  readonly functions: FunctionHost;
  readonly resources: readonly ResolvedResource[];
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Public address, e.g. `http://127.0.0.1:4000` (gateway, /_clock, /_mail, /_auth). */
  readonly publicUrl: string;
  /** Address of the emulated AWS services, e.g. `http://127.0.0.1:4001`. */
  readonly awsUrl: string;
  readonly region: string;
  readonly accountId: string;
  /** The four ports on 127.0.0.1 that this engine listens on. */
  readonly ports: EnginePorts;
  /** Hands an event of AWS's own (S3, SES) to the default event bus: stored when it returns, or with the open transaction. */
  emit(event: AwsEvent): void;
  /** Stores a message in the queue with this ARN (dead letters, on-failure destinations, targets of rules). */
  sendToQueue(queueArn: string, body: string): void;
  /** Wakes the engine's loop: something new is due or deliverable. */
  wake(): void;
  /** One line for the operator; never personal data. */
  log(line: string): void;
}

/** An event for the default bus in the shape of EventBridge. */
export interface AwsEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resources?: readonly string[];
  readonly detail: unknown;
}

/** One request to an emulated AWS service over HTTP. */
export interface WireRequest {
  readonly method: string;
  /** Path with query as sent, still encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface WireReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers the wire protocol of one service. */
export type WireService = (request: WireRequest) => WireReply | Promise<WireReply>;
