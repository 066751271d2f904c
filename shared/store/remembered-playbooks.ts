import { PlaybookUnknown } from '../domain/errors.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import { groupsOf, newestPublished } from '../domain/playbook/register.ts';
import type { PlaybookLookup, PlaybookReads, PlaybookRef } from './playbook-ports.ts';

/** A version that was published or retired may go unnoticed for so long. */
const REMEMBERED_MS = 30_000;
/** Of 20 to 40 KB each. */
const MAXIMUM_VERSIONS = 100;
const MAXIMUM_TYPES = 1_000;

/**
 * Playbooks by what cases say of them. What was published never changes, so it is kept as long as the process lives;
 * which version is the newest, and which groups there are, for 30 s.
 *
 * @param nowMs epoch milliseconds
 */
export function rememberedPlaybooks(store: PlaybookReads, nowMs: () => number): PlaybookLookup {
  const published = new Map<string, Playbook>();

  async function playbookOf(ref: PlaybookRef): Promise<Playbook> {
    const name = `${ref.id} ${ref.version}`;
    const known = published.get(name);
    if (known !== undefined) return known;
    const found = await store.version(ref);
    if (found === undefined || found.record.status === 'draft') throw new PlaybookUnknown(ref.id, ref.version);
    if (published.size >= MAXIMUM_VERSIONS) published.clear();
    published.set(name, found.playbook);
    return found.playbook;
  }

  const newestOf = forAWhile(nowMs, async (type) => {
    const register = await store.register(type);
    return register && newestPublished(register);
  });
  const allGroups = forAWhile(nowMs, async () => groupsOf(await store.registers()));

  return {
    playbookOf,
    async newestPlaybook(type) {
      const version = await newestOf(type);
      if (version === undefined) throw new PlaybookUnknown(type);
      return playbookOf({ id: type, version });
    },
    groups: () => allGroups('all'),
  };
}

/** Remembers answers; what is not there is asked for again. */
function forAWhile<T>(nowMs: () => number, ask: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const answers = new Map<string, { readonly answer: T; readonly untilMs: number }>();
  return async (name) => {
    const known = answers.get(name);
    if (known && known.untilMs > nowMs()) return known.answer;
    const askedAtMs = nowMs();
    const answer = await ask(name);
    if (answers.size >= MAXIMUM_TYPES) answers.clear();
    if (answer !== undefined) answers.set(name, { answer, untilMs: askedAtMs + REMEMBERED_MS });
    return answer;
  };
}
