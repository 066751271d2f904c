import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Assembly } from './assembly/load-assembly.ts';
import type { Place } from './assembly/naming.ts';
import { type Bus, createBus } from './bus/bus.ts';
import type { MovableClock } from './clock.ts';
import type { Dynamodb } from './dynamodb/dynamodb.ts';
import { createFunctions } from './functions/functions.ts';
import { createThreadChoice } from './functions/thread-of.ts';
import { createGateway } from './gateway/gateway.ts';
import { createIdentity } from './identity/identity.ts';
import { createMail } from './mail/mail.ts';
import { createObjects } from './objects/objects.ts';
import type { EngineContext, EnginePart, EnginePorts } from './parts.ts';
import { createQueues, type Queues } from './queues/queues.ts';
import { createRelevantFirings } from './relevant-firings.ts';
import { createSchedules } from './schedules/schedules.ts';
import { createSecrets } from './secrets/secrets.ts';
import { createStates } from './states/states.ts';
import { createStreams } from './streams/streams.ts';

export interface ComposeSettings extends Place {
  readonly assembly: Assembly;
  readonly database: DatabaseSync;
  readonly clock: MovableClock;
  /** Absolute path. */
  readonly dataDir: string;
  readonly ports: EnginePorts;
  /** Whether the clock is being advanced. */
  advancing(): boolean;
  wake(): void;
  log(line: string): void;
}

/** Idle threads end after this much machine time, because each holds tens of megabytes. */
const IDLE_WORKER_MS = 5 * 60_000;
const WORKER_HEAP_MB = 160;

/** Makes every part on top of a running DynamoDB and lets them find each other. Nothing listens yet. */
export function createParts(settings: ComposeSettings, dynamodb: Dynamodb) {
  const { assembly, clock } = settings;
  const late: { bus?: Bus; queues?: Queues } = {};
  const base = {
    ...settings,
    resources: assembly.resources,
    emit: (event: Parameters<Bus['emit']>[0]) => late.bus!.emit(event),
    sendToQueue: (queueArn: string, body: string) => void late.queues!.send(queueArn, body),
  };
  const functions = createFunctions(base, {
    assets: assembly.assets,
    dynamodbUrl: dynamodb.url,
    clockOffset: clock.shared,
    groupOf: createThreadChoice(assembly.resources),
    compileCachePath: join(settings.dataDir, 'compile-cache'),
    heapMb: WORKER_HEAP_MB,
    idleMs: IDLE_WORKER_MS,
  });
  const context: EngineContext = { ...base, functions };
  const identity = createIdentity(context);
  const gateway = createGateway(context, identity.jwks);
  const secrets = createSecrets(context);
  const objects = createObjects(context);
  const mail = createMail(context, { objects });
  const queues = createQueues(context);
  late.queues = queues;
  const states = createStates(context);
  const startExecution = (machineArn: string, input: string) => void states.startExecution(machineArn, input);
  const bus = createBus(context, { queues, startExecution });
  late.bus = bus;
  const streams = createStreams(context, dynamodb.file, functions.invokeText);
  functions.onSettled(streams.checkSoon);
  const schedules = createScheduledFunctions(context, dynamodb, settings);
  return { dynamodb, functions, identity, gateway, secrets, objects, mail, queues, states, bus, streams, schedules };
}

/** Idle firings are left out while time is advanced. */
function createScheduledFunctions(context: EngineContext, dynamodb: Dynamodb, settings: ComposeSettings): EnginePart {
  const { functions, resources, database } = context;
  const { advancing } = settings;
  const firings = createRelevantFirings({ resources, file: dynamodb.file, engineDatabase: database, advancing });
  const invokeAsync = (name: string, event: unknown) => {
    firings.fired(name);
    functions.invokeAsync(name, event);
  };
  return createSchedules({ ...context, functions: { ...functions, invokeAsync } }, firings);
}
