import { countField, type Fields, fieldsOf, refuseUnknownFields, templateField, textField } from './fields.ts';
import type { TaskState } from './machine.ts';
import type { FallibleParts } from './read-state.ts';

const resourcePattern = /^arn:[\w-]+:states:::lambda:invoke(\.waitForTaskToken)?$/;

/** Reads a Task: the Lambda integration, request-response or with a callback. Throws one sentence on any other resource. */
export function readTask(parts: FallibleParts, fields: Fields, isFunction: (nameOrArn: string) => boolean): TaskState {
  const { where } = parts;
  const resource = textField(fields, 'Resource', where);
  const match = resourcePattern.exec(resource);
  if (!match) throw new Error(`${where} has the resource ${resource}, which the interpreter does not support.`);
  const args = fieldsOf(fields['Arguments'], `${where}, field Arguments`);
  refuseUnknownFields(args, ['FunctionName', 'Payload'], `${where}, field Arguments`);
  const functionArn = textField(args, 'FunctionName', `${where}, field Arguments`);
  if (!isFunction(functionArn)) throw new Error(`${where} invokes ${functionArn}, which no template declares.`);
  const waitsForToken = match[1] !== undefined;
  if (waitsForToken && !JSON.stringify(args).includes('$states.context')) {
    throw new Error(`${where} waits for its task token but does not hand it to the function.`);
  }
  requireShorterHeartbeat(fields, where);
  const template = templateField(fields, 'Arguments', where);
  if (!template) throw new Error(`${where} needs Arguments.`);
  return {
    type: 'Task',
    ...parts,
    functionName: functionArn.slice(functionArn.lastIndexOf(':') + 1),
    arguments: template,
    waitsForToken,
    timeoutSeconds: countField(fields, 'TimeoutSeconds', where, 1),
    heartbeatSeconds: countField(fields, 'HeartbeatSeconds', where, 1),
  };
}

function requireShorterHeartbeat(fields: Fields, where: string): void {
  const { TimeoutSeconds, HeartbeatSeconds } = fields;
  if (typeof TimeoutSeconds !== 'number' || typeof HeartbeatSeconds !== 'number') return;
  if (HeartbeatSeconds >= TimeoutSeconds) throw new Error(`${where} needs HeartbeatSeconds below its TimeoutSeconds.`);
}
