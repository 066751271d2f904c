import { canonicalJson } from '../canonical-json.ts';
import { sha256Hex } from '../digest.ts';

/** What the workflow can be told to do next. */
export const INSTRUCTIONS = [
  'pre_approve',
  'verify_checklist',
  'run_checks',
  'complete_review',
  'await_agent',
  'await_customer',
  'close_case',
  'finish',
] as const;
export type InstructionKind = (typeof INSTRUCTIONS)[number];

export interface InstructionItem {
  /** Id of a check, or what is awaited: an action's name, `info_request.<number>`, `proposal.<number>`, `documents`. */
  readonly item: string;
  /** Of a check. */
  readonly attempt?: number;
  readonly timeoutSeconds: number;
}

export interface Instruction {
  readonly kind: InstructionKind;
  /** Digest of the kind and the items without their timeouts: another key is another plan. */
  readonly waitKey: string;
  /** Every check to run, or the one thing awaited; nothing for what the system does itself. */
  readonly items: readonly InstructionItem[];
  /** The longest of the items', or what the system itself may take. */
  readonly timeoutSeconds: number;
}

/** What one step of the system itself may take, with all its retries. */
const TASK_TIMEOUT_SECONDS = 300;

export function instruct(kind: InstructionKind, items: readonly InstructionItem[] = []): Instruction {
  const awaited = items.map(({ item, attempt }) => ({ item, attempt }));
  const waitKey = sha256Hex(canonicalJson({ kind, awaited })).slice(0, 32);
  const timeoutSeconds =
    items.length === 0 ? TASK_TIMEOUT_SECONDS : Math.max(...items.map((item) => item.timeoutSeconds));
  return { kind, waitKey, items, timeoutSeconds };
}
