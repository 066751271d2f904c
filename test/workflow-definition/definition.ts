import { synthesised } from '../infra/synthesised.ts';
import { functionNameOf, only, referred } from '../infra/template.ts';

/** A state as Amazon States Language has it, as far as the tests look at it. */
export interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: true;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number | string;
  readonly Arguments?: { readonly FunctionName: string; readonly Payload: Readonly<Record<string, unknown>> };
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly Next: string;
    readonly Output?: unknown;
  }[];
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly ItemProcessor?: { readonly StartAt: string; readonly States: Readonly<Record<string, State>> };
}

export interface Definition {
  readonly QueryLanguage: string;
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

/** Not the usual one, so that a partition that is written out shows. */
const PARTITION = 'aws-us-gov';

/** The state machine of the sandbox template, with `arn:…:function:<name of the contract>` as its functions. */
export async function synthesisedDefinition(): Promise<{
  definition: Definition;
  properties: Record<string, unknown>;
}> {
  const { service } = await synthesised('sandbox');
  const { DefinitionString, ...properties } = only(service, 'AWS::StepFunctions::StateMachine').Properties;
  const pieces: unknown[] = DefinitionString['Fn::Join'][1];
  return { definition: JSON.parse(pieces.map(resolved).join('')), properties };
}

function resolved(piece: unknown): string {
  if (typeof piece === 'string') return piece;
  const logicalId = referred(piece);
  if (logicalId === 'AWS::Partition') return PARTITION;
  return `arn:${PARTITION}:lambda:us-gov-west-1:000000000000:function:${functionNameOf(logicalId)}`;
}

/** Every state, those inside of a Map too: `[name, state]`. */
export function allStates(definition: Pick<Definition, 'States'>): [name: string, state: State][] {
  return Object.entries(definition.States).flatMap(([name, state]): [string, State][] => [
    [name, state],
    ...(state.ItemProcessor ? allStates(state.ItemProcessor) : []),
  ]);
}

/** Name of the function that a task invokes. */
export function functionOf(state: State): string | undefined {
  return state.Arguments?.FunctionName.split(':').at(-1);
}
