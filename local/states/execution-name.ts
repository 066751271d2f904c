import { AwsFault } from '../aws-json.ts';

/** Source: Step Functions quotas, "Execution history retention time"; a name may be used again after it. */
export const retentionMs = 90 * 86_400_000;

/** The ARN of an execution, from that of its machine. */
export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** Machine and name of an execution; throws `InvalidArn` for any other text. */
export function splitExecutionArn(arn: string): { readonly machineArn: string; readonly name: string } {
  const at = arn.lastIndexOf(':');
  if (!arn.includes(':execution:')) throw new AwsFault('InvalidArn', `Invalid Arn: '${arn}'`);
  return { machineArn: arn.slice(0, at).replace(':execution:', ':stateMachine:'), name: arn.slice(at + 1) };
}

/** Throws `InvalidName`. Source: Step Functions API reference, StartExecution, restrictions of `name`. */
export function requireExecutionName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the service refuses
  if (name !== '' && name.length <= 80 && !/[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/.test(name)) return;
  throw new AwsFault('InvalidName', `Invalid Name: '${name}'`);
}
