import type { CommandAction } from '../../shared/domain/access/actions.ts';
import { addComment } from '../../shared/domain/case/add-comment.ts';
import { addWorkNote } from '../../shared/domain/case/add-work-note.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { caseCommand } from '../../shared/http/case-command.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers, Incoming, Reply } from '../../shared/http/incoming.ts';
import type { StoredEvent } from '../../shared/store/ports.ts';
import { query } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';
import type { View } from './present-case.ts';
import { presentTimeline } from './present-timeline.ts';

type Routes =
  | 'GET /v1/cases/{caseId}/timeline'
  | 'POST /v1/cases/{caseId}/comments'
  | 'POST /v1/cases/{caseId}/work-notes'
  | 'GET /v1/cases/{caseId}/audit';
type Written = Incoming<'POST /v1/cases/{caseId}/comments'> | Incoming<'POST /v1/cases/{caseId}/work-notes'>;

const DEFAULT_PAGE = 50;

/** What was said and done. */
export const historyHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'GET /v1/cases/{caseId}/timeline': query(deps, 'read_timeline', (view, { query: page }) =>
    timelinePage(deps, view, page),
  ),
  'GET /v1/cases/{caseId}/audit': query(deps, 'read_audit', (view, { query: page }) => auditPage(deps, view, page)),
  'POST /v1/cases/{caseId}/comments': (incoming) =>
    write(deps, incoming, 'comment', 'comment', (case_, commentId, s) => addComment(case_, { commentId }, s)),
  'POST /v1/cases/{caseId}/work-notes': (incoming) =>
    write(deps, incoming, 'add_work_note', 'note', (case_, noteId, s) => addWorkNote(case_, { noteId }, s)),
});

type Page = Incoming<'GET /v1/cases/{caseId}/timeline'>['query'];

/** Newest first, with the mails that the events sent. */
export async function timelinePage(deps: CasesDeps, { case_, caller }: View, page: Page): Promise<Reply> {
  const binding = ['timeline', case_.caseId, caller.personId];
  const { events, next } = await readPage(deps, case_.caseId, page, { newestFirst: true, binding });
  const versions = events.map((event) => event.envelope.caseVersion);
  const mails =
    versions.length === 0 ? [] : await deps.history.mails(case_.caseId, Math.min(...versions), Math.max(...versions));
  return {
    body: { data: presentTimeline(events, mails, caller), nextCursor: next, hasMore: next !== null },
  };
}

/** Oldest first, as it is hashed: the reader can verify it without us. */
async function auditPage(deps: CasesDeps, { case_, caller }: View, page: Page): Promise<Reply> {
  const binding = ['audit', case_.caseId, caller.personId];
  const { events, next } = await readPage(deps, case_.caseId, page, { newestFirst: false, binding });
  const data = events.map(({ envelope, previousHash, hash }) => ({ ...envelope, previousHash, hash }));
  return { body: { data, nextCursor: next, hasMore: next !== null, head: case_.chainHead } };
}

interface Reading {
  readonly newestFirst: boolean;
  /** Everything that a cursor belongs to. */
  readonly binding: readonly string[];
}

async function readPage(
  deps: CasesDeps,
  caseId: string,
  { limit = DEFAULT_PAGE, cursor }: Page,
  { newestFirst, binding }: Reading,
): Promise<{ readonly events: readonly StoredEvent[]; readonly next: string | null }> {
  const after = cursor === undefined ? undefined : Number(await deps.cursors.open(binding, cursor));
  const { events, more } = await deps.history.events(caseId, {
    newestFirst,
    limit,
    ...(after !== undefined && { after }),
  });
  const last = events.at(-1)?.envelope.caseVersion;
  const next = more && last !== undefined ? await deps.cursors.seal(binding, String(last)) : null;
  return { events, next };
}

/** Keeps a text beside its event. The reply is the entry of the timeline; its text is that of the request. */
function write(
  deps: CasesDeps,
  incoming: Written,
  action: CommandAction,
  prefix: string,
  decide: (case_: Case, textId: string, surroundings: Surroundings) => Decision,
): Promise<Reply> {
  const textId = deps.newId(prefix);
  return caseCommand(deps, incoming, {
    action,
    caseId: incoming.params.caseId,
    decide: (case_, surroundings) => decide(case_, textId, surroundings),
    created: () => textId,
    text: incoming.body.body,
    render: (case_, caller, createdId) => ({
      body: {
        entryId: createdId,
        at: case_.updatedAt,
        types: [action === 'comment' ? 'case.commented' : 'case.work_noted'],
        actor: { personId: caller.personId, kind: caller.kind },
        facts: [],
        body: incoming.body.body,
      },
      version: versionFor(case_, caller),
    }),
  });
}
