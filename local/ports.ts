import type { EnginePorts } from './parts.ts';

/** The ports that belong to a public port: AWS services, DynamoDB and SMTP have fixed distances from it. */
export function portsFrom(port: number): EnginePorts {
  return { public: port, aws: port + 1, dynamodb: port + 2, smtp: port + 25 };
}
