import { randomUUID } from 'node:crypto';
import { type XmlTree, xmlDocument } from '../objects/xml.ts';
import type { WireService } from '../parts.ts';
import { MailFault } from './mail-fault.ts';

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';
const xml = { 'content-type': 'text/xml' };

/** The form of one call. Every parameter must be read, so that none is silently ignored. */
export class QueryInput {
  readonly #params: URLSearchParams;
  readonly #read = new Set(['Action', 'Version']);

  constructor(params: URLSearchParams) {
    this.#params = params;
  }

  get(name: string): string | undefined {
    this.#read.add(name);
    return this.#params.get(name) ?? undefined;
  }

  /** Throws ValidationError when the parameter is missing. */
  require(name: string): string {
    const value = this.get(name);
    if (value === undefined || value === '')
      throw new MailFault('ValidationError', `1 validation error detected: ${name} must not be null`);
    return value;
  }

  /** `<name>.member.1`, `.2`, … */
  list(name: string): string[] {
    const values: string[] = [];
    for (let at = 1; ; at += 1) {
      const value = this.get(`${name}.member.${at}`);
      if (value === undefined) return values;
      values.push(value);
    }
  }

  /** Throws InvalidParameterValue when something was sent that nobody read. */
  requireAllRead(): void {
    const unread = [...this.#params.keys()].find((name) => !this.#read.has(name));
    if (unread !== undefined)
      throw new MailFault('InvalidParameterValue', `The local engine does not support the parameter ${unread}.`);
  }
}

export type QueryOperation = (input: QueryInput) => XmlTree | Promise<XmlTree>;

/** Answers the query protocol of SES v1 with these operations; any other action is refused by name. */
export function queryService(operations: Readonly<Record<string, QueryOperation>>): WireService {
  return async (request) => {
    const RequestId = randomUUID();
    const params = new URLSearchParams(request.body.toString('utf8'));
    const action = params.get('Action') ?? '';
    try {
      const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
      if (!operation)
        throw new MailFault(
          'InvalidAction',
          `The local engine does not implement the SES action ${action.replace(/\W/g, '')}.`,
        );
      const result = await operation(new QueryInput(params));
      const tree = { [`${action}Result`]: result, ResponseMetadata: { RequestId } };
      return { status: 200, headers: xml, body: xmlDocument(`${action}Response`, tree, namespace) };
    } catch (error) {
      if (!(error instanceof MailFault)) throw error;
      const refusal = { Type: 'Sender', Code: error.code, Message: error.message };
      return {
        status: error.status,
        headers: xml,
        body: xmlDocument('ErrorResponse', { Error: refusal, RequestId }, namespace),
      };
    }
  };
}
