import { type IncomingMessage, request } from 'node:http';

/** A refusal of the DynamoDB endpoint. `name` is the short exception name. */
export class DynamodbRefusal extends Error {
  constructor(name: string, message: string) {
    super(message.slice(0, 300));
    this.name = name;
  }
}

export type DynamodbCall = (operation: string, input: unknown) => Promise<Record<string, unknown>>;

/**
 * Speaks DynamoDB's JSON protocol without the SDK, which would cost the engine's process 15 MB.
 * @throws DynamodbRefusal for what the endpoint refuses
 */
export function createDynamodbCall(endpoint: string, service = 'DynamoDB_20120810'): DynamodbCall {
  return async (operation, input) => {
    const response = await post(endpoint, `${service}.${operation}`, JSON.stringify(input));
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    if (response.statusCode === 200) return body;
    const type = String(body.__type ?? 'Unknown');
    throw new DynamodbRefusal(type.slice(type.indexOf('#') + 1), String(body.message ?? body.Message ?? ''));
  };
}

function post(endpoint: string, target: string, body: string): Promise<IncomingMessage> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amz-target': target,
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    'x-amz-date': '20260101T000000Z',
  };
  return new Promise((resolve, reject) => {
    const call = request(endpoint, { method: 'POST', headers }, resolve);
    call.on('error', reject);
    call.end(body);
  });
}
