import { refuseUnknownKeys } from '../known-properties.ts';
import type { Envelope } from './envelope.ts';
import { compilePath } from './json-path.ts';

/** Makes what a target receives (JSON text) out of an event; `text` is the event's own JSON. */
export type TargetInput = (envelope: Envelope, text: string) => string;

/** The parts of a rule's target that say what it receives. */
export interface InputSettings {
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate?: string;
  };
}

/** Facts of the rule that a template may name. */
export interface RuleFacts {
  readonly ruleName: string;
  readonly ruleArn: string;
}

/** Compiles constant input, path, transformer or, without any of them, the event itself. Throws on what it cannot do. */
export function compileInput(settings: InputSettings, rule: RuleFacts): TargetInput {
  const { Input, InputPath, InputTransformer } = settings;
  if (Input !== undefined) return () => Input;
  if (InputPath !== undefined) {
    const read = compilePath(InputPath);
    return (envelope) => JSON.stringify(read(envelope) ?? null);
  }
  if (InputTransformer === undefined) return (_envelope, text) => text;
  refuseUnknownKeys(InputTransformer, ['InputPathsMap', 'InputTemplate'], `The input transformer of ${rule.ruleName}`);
  return compileTemplate(InputTransformer.InputTemplate ?? '', InputTransformer.InputPathsMap ?? {}, rule);
}

type Placeholder = (envelope: Envelope, text: string) => unknown;

function compileTemplate(template: string, paths: Readonly<Record<string, string>>, rule: RuleFacts): TargetInput {
  const readers = new Map<string, Placeholder>(
    Object.entries(paths).map(([name, path]) => [name, compilePath(path)] as const),
  );
  for (const [name, reader] of reservedPlaceholders(rule)) readers.set(name, reader);
  const pieces = splitTemplate(template).map((piece) => {
    if (piece.name === undefined) return () => piece.text;
    const read = readers.get(piece.name);
    if (!read) throw new Error(`The rule ${rule.ruleName} has the unknown input variable <${piece.name}>.`);
    return (envelope: Envelope, text: string) => insert(read(envelope, text), piece.quoted);
  });
  return (envelope, text) => pieces.map((piece) => piece(envelope, text)).join('');
}

/** Source: EventBridge User Guide, "Reserved variables" of input transformation. */
function reservedPlaceholders(rule: RuleFacts): ReadonlyArray<readonly [string, Placeholder]> {
  return [
    ['aws.events.rule-arn', () => rule.ruleArn],
    ['aws.events.rule-name', () => rule.ruleName],
    ['aws.events.event.ingestion-time', (envelope) => envelope.time],
    ['aws.events.event', (envelope) => ({ ...envelope, detail: undefined })],
    ['aws.events.event.json', (envelope) => envelope],
  ];
}

interface TemplatePiece {
  readonly text: string;
  readonly name?: string;
  /** Inside a JSON string of the template, where a text is inserted without its own quotes. */
  readonly quoted: boolean;
}

function splitTemplate(template: string): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let quoted = false;
  for (const text of template.split(/(<[\w.-]+>)/)) {
    const name = /^<([\w.-]+)>$/.exec(text)?.[1];
    pieces.push({ text, quoted, ...(name !== undefined && { name }) });
    if (name === undefined && text.replace(/\\./g, '').split('"').length % 2 === 0) quoted = !quoted;
  }
  return pieces;
}

function insert(value: unknown, quoted: boolean): string {
  if (!quoted) return JSON.stringify(value ?? null);
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}
