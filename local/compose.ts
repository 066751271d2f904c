import { type ComposeSettings, createParts } from './create-parts.ts';
import { startDynamodb } from './dynamodb/dynamodb.ts';
import type { HttpHandler } from './http-server.ts';
import type { EnginePart, ResolvedResource } from './parts.ts';
import { isStreamMapping } from './streams/stream-mapping.ts';
import { createWire } from './wire.ts';

/** Everything that runs, as the engine uses it. */
export interface EngineParts extends ReturnType<typeof createParts> {
  readonly all: readonly EnginePart[];
  /** Handler of the emulated AWS services. */
  readonly wire: HttpHandler;
  /** Handlers of the engine's own pages by first path segment. */
  readonly pages: Readonly<Record<string, HttpHandler>>;
  /** Process ids by what they run. */
  processes(): Readonly<Record<string, number | undefined>>;
  close(): Promise<void>;
}

/** Starts the DynamoDB server and every part of the engine; when that fails, what was started is stopped again. */
export async function composeParts(settings: ComposeSettings): Promise<EngineParts> {
  const { assembly, clock, database, ports, dataDir, log } = settings;
  refuseOtherSources(assembly.resources);
  const dynamodb = await startDynamodb(assembly.resources, { port: ports.dynamodb, dataDir, clock, database, log });
  try {
    const parts = createParts(settings, dynamodb);
    await parts.mail.listen();
    return connect(parts, clock);
  } catch (error) {
    await dynamodb.close();
    throw error;
  }
}

function connect(parts: ReturnType<typeof createParts>, clock: ComposeSettings['clock']): EngineParts {
  const { dynamodb, functions, identity, secrets, objects, mail, queues, states, bus, streams, schedules } = parts;
  const byTarget = {
    AmazonSQS: queues.wire,
    AWSEvents: bus.wire,
    AWSStepFunctions: states.wire,
    secretsmanager: secrets.wire,
    AWSCognitoIdentityProviderService: identity.wire,
  };
  const callers = [schedules, mail, streams, bus, states, queues, objects, secrets, identity];
  return {
    ...parts,
    all: [...callers, functions, dynamodb],
    wire: createWire({ byTarget, query: mail.wire, objects: objects.wire }, clock),
    pages: { _auth: identity.http, _mail: mail.http },
    processes: () => ({ engine: process.pid, dynamodb: dynamodb.pid() }),
    async close() {
      // Those that call functions stop before the functions do, so that nothing counts as failed.
      for (const part of callers) await part.close();
      await functions.close();
      await dynamodb.close();
    },
  };
}

/** Queues and table streams are the event sources that run here. */
function refuseOtherSources(resources: readonly ResolvedResource[]): void {
  for (const resource of resources) {
    if (resource.type !== 'AWS::Lambda::EventSourceMapping' || isStreamMapping(resource)) continue;
    if (String(resource.properties.EventSourceArn).startsWith('arn:aws:sqs:')) continue;
    throw new Error(`${resource.logicalId} reads a source that is neither a queue nor a table's stream.`);
  }
}
