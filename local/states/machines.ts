import { createHash } from 'node:crypto';
import { nameInArn, requireKnownProperties } from '../known-properties.ts';
import type { ResolvedResource } from '../parts.ts';
import type { ExecutionStore } from './execution-store.ts';
import type { Machine } from './machine.ts';
import { readMachine } from './read-machine.ts';

/** A state machine of the template. */
export interface DeclaredMachine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definition: string;
  readonly definitionHash: string;
}

export interface Machines {
  declared(arn: string): DeclaredMachine | undefined;
  readonly all: readonly DeclaredMachine[];
  /** The compiled definition an execution started with, whatever the template declares by now. */
  compiled(definitionHash: string): Machine;
}

// Logs and traces are written elsewhere or not at all on one machine; neither changes how a machine runs.
const knownProperties = [
  'DefinitionString',
  'EncryptionConfiguration',
  'LoggingConfiguration',
  'RoleArn',
  'StateMachineName',
  'StateMachineType',
  'Tags',
  'TracingConfiguration',
];

/** Reads and stores the definitions of all state machines; throws one sentence on what the interpreter does not run. */
export function readMachines(resources: readonly ResolvedResource[], store: ExecutionStore): Machines {
  const functions = new Set(
    resources.filter((one) => one.type === 'AWS::Lambda::Function').map((one) => one.physicalId),
  );
  const compiled = new Map<string, Machine>();
  const all = resources.filter((one) => one.type === 'AWS::StepFunctions::StateMachine').map(readDeclared);
  for (const machine of all) {
    store.define(machine.definitionHash, machine.definition);
    compiled.set(machine.definitionHash, readDefinition(machine, functions));
  }
  const byArn = new Map(all.map((machine) => [machine.arn, machine]));
  return {
    all,
    declared: (arn) => byArn.get(arn),
    compiled: (hash) => {
      const machine = compiled.get(hash) ?? readMachine(store.definition(hash) ?? '', () => true);
      compiled.set(hash, machine);
      return machine;
    },
  };
}

function readDefinition(machine: DeclaredMachine, functions: ReadonlySet<string>): Machine {
  try {
    return readMachine(machine.definition, (nameOrArn) => functions.has(nameInArn(nameOrArn)));
  } catch (error) {
    throw error instanceof Error ? new Error(`State machine ${machine.name}: ${error.message}`) : error;
  }
}

function readDeclared(resource: ResolvedResource): DeclaredMachine {
  requireKnownProperties(resource, knownProperties);
  const { DefinitionString, RoleArn, StateMachineType } = resource.properties;
  const arn = resource.arn ?? resource.physicalId;
  const name = nameInArn(arn);
  if (StateMachineType !== undefined && StateMachineType !== 'STANDARD') {
    throw new Error(`State machine ${name}: only the type STANDARD is supported.`);
  }
  if (typeof DefinitionString !== 'string') throw new Error(`State machine ${name}: it has no DefinitionString.`);
  const definitionHash = createHash('sha256').update(DefinitionString).digest('base64url');
  return { arn, name, roleArn: String(RoleArn), definition: DefinitionString, definitionHash };
}
