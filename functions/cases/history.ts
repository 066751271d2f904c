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
import { isVisible, presentTimeline } from './present-timeline.ts';

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

/**
 * Newest first, with the mails that the events sent. The page is filled with what the caller may see, and one entry more
 * is looked for, so that neither its length nor `hasMore` tells of anything hidden.
 */
export async function timelinePage(deps: CasesDeps, view: View, page: Page): Promise<Reply> {
  const { case_, caller } = view;
  const { limit = DEFAULT_PAGE, cursor } = page;
  const binding = ['timeline', case_.caseId, caller.personId];
  const after = cursor === undefined ? undefined : Number(await deps.cursors.open(binding, cursor));
  const visible = await visibleEvents(deps, view, limit + 1, after);
  const events = visible.slice(0, limit);
  const versions = events.map((event) => event.envelope.caseVersion);
  const mails =
    versions.length === 0 ? [] : await deps.history.mails(case_.caseId, Math.min(...versions), Math.max(...versions));
  const hasMore = visible.length > limit;
  const nextCursor = hasMore ? await deps.cursors.seal(binding, String(versions.at(-1))) : null;
  return { body: { data: presentTimeline(events, mails, view), nextCursor, hasMore } };
}

/** So many events that the caller may see, or all that there are. One look, unless many are hidden. */
async function visibleEvents(
  deps: CasesDeps,
  view: View,
  wanted: number,
  from: number | undefined,
): Promise<readonly StoredEvent[]> {
  const { case_ } = view;
  const found: StoredEvent[] = [];
  for (let after = from; ; ) {
    const { events, more } = await deps.history.events(case_.caseId, {
      newestFirst: true,
      limit: wanted,
      ...(after !== undefined && { after }),
    });
    found.push(...events.filter((event) => isVisible(event, view)));
    after = events.at(-1)?.envelope.caseVersion;
    if (found.length >= wanted || !more || after === undefined) return found.slice(0, wanted);
  }
}

/** Oldest first, as it is hashed: the reader can verify it without us. */
async function auditPage(deps: CasesDeps, { case_, caller }: View, page: Page): Promise<Reply> {
  const { limit = DEFAULT_PAGE, cursor } = page;
  const binding = ['audit', case_.caseId, caller.personId];
  const after = cursor === undefined ? undefined : Number(await deps.cursors.open(binding, cursor));
  const from = { newestFirst: false, limit, ...(after !== undefined && { after }) };
  const { events, more } = await deps.history.events(case_.caseId, from);
  const data = events.map(({ envelope, previousHash, hash }) => ({ ...envelope, previousHash, hash }));
  const last = data.at(-1)?.caseVersion;
  const nextCursor = more && last !== undefined ? await deps.cursors.seal(binding, String(last)) : null;
  return { body: { data, nextCursor, hasMore: nextCursor !== null, head: case_.chainHead } };
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
