import { randomUUID } from 'node:crypto';
import type { WireReply, WireService } from './parts.ts';

/** A refusal in the words of an AWS JSON service; `name` is the exception's short name, as the SDK shows it. */
export class AwsFault extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(name: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.headers = headers;
  }
}

/** The parsed JSON body of one call. */
export type WireInput = Readonly<Record<string, unknown>>;

/** One operation: gives the reply's body; throws `AwsFault` for what the service refuses. */
export type AwsOperation = (input: WireInput) => unknown;

interface JsonProtocol {
  /** Before the dot in `x-amz-target`, e.g. `AmazonSQS`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  /** Before the `#` in `__type`; empty for services that send the bare name. */
  readonly errorNamespace: string;
}

/** Answers the AWS JSON protocol with the given operations; any other operation is refused by name with 400. */
export function awsJsonService(
  protocol: JsonProtocol,
  operations: Readonly<Record<string, AwsOperation>>,
): WireService {
  const reply = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireReply => ({
    status,
    headers: {
      'content-type': `application/x-amz-json-${protocol.version}`,
      'x-amzn-requestid': randomUUID(),
      ...headers,
    },
    body: JSON.stringify(body ?? {}),
  });
  const refuse = (fault: AwsFault): WireReply => {
    const type = protocol.errorNamespace ? `${protocol.errorNamespace}#${fault.name}` : fault.name;
    return reply(fault.status, { __type: type, message: fault.message }, fault.headers);
  };
  return async (request) => {
    const target = request.headers['x-amz-target'] ?? '';
    const name = target.slice(target.indexOf('.') + 1);
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    try {
      if (!operation) {
        throw new AwsFault(
          'UnknownOperationException',
          `The local engine does not implement ${protocol.targetPrefix}.${name}.`,
        );
      }
      return reply(200, await operation(parseBody(request.body)));
    } catch (error) {
      if (error instanceof AwsFault) return refuse(error);
      throw error;
    }
  };
}

function parseBody(body: Buffer): WireInput {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as WireInput;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AwsFault('SerializationException', 'The request body is not a JSON object.');
}

/** A required string member; `ValidationException` when it is missing or something else. */
export function requireText(input: WireInput, member: string): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  throw new AwsFault('ValidationException', `The member ${member} must be a string that is not empty.`);
}

/** A required array of objects; `ValidationException` when it is missing, empty or something else. */
export function requireList(input: WireInput, member: string): readonly WireInput[] {
  const value = input[member];
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object' && item !== null)) {
    return value as readonly WireInput[];
  }
  throw new AwsFault('ValidationException', `The member ${member} must be a list of objects that is not empty.`);
}
