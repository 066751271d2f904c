import { isStaff } from '../../shared/domain/access/is-staff.ts';
import { decisionsOf } from '../../shared/domain/playbook/decisions.ts';
import { factsOf } from '../../shared/domain/playbook/facts-of.ts';
import { filtered, progress } from '../../shared/domain/progress/progress.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers, Reply } from '../../shared/http/incoming.ts';
import { presentChecks } from '../../shared/http/present-checks.ts';
import { presentDocuments } from '../../shared/http/present-document.ts';
import { whichList } from '../../shared/http/which-list.ts';
import { query } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';
import { timelinePage } from './history.ts';
import { presentCase, type View } from './present-case.ts';
import { presentProposals } from './present-parts.ts';

type Routes = 'GET /v1/cases' | 'GET /v1/cases/{caseId}' | 'GET /v1/cases/{caseId}/progress';

const DEFAULT_PAGE = 50;
const TIMELINE_PREVIEW = 20;

/** Lists and looks. One call of the store each, unless the timeline is asked for too. */
export const readingHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'GET /v1/cases': async ({ query: filter, caller }) => {
    const { limit = DEFAULT_PAGE, cursor, ...view } = filter;
    const binding = ['cases', caller.personId, JSON.stringify(view)];
    const from = cursor === undefined ? undefined : await deps.cursors.open(binding, cursor);
    const { rows, cursor: next } = await deps.lists.page(whichList(filter, caller), limit, from);
    const nextCursor = next === undefined ? null : await deps.cursors.seal(binding, next);
    return { body: { data: rows, nextCursor, hasMore: next !== undefined } };
  },
  'GET /v1/cases/{caseId}': query(deps, 'read_case', async (view, { query: { expand } }) => ({
    body: { ...presentCase(view), ...(await expansions(deps, view, expand?.split(',') ?? [])) },
    version: versionFor(view.case_, view.caller),
  })),
  'GET /v1/cases/{caseId}/progress': query(
    deps,
    'read_progress',
    ({ case_, caller, playbook, at }, { query: filter }) => ({
      body: {
        ...filtered(progress(case_, playbook, caller, at), {
          ...filter,
          ...(filter.assignee === 'me' && { assignee: caller.personId }),
        }),
        ...(isStaff(caller) && { decisions: decisionsOf(playbook, factsOf(case_, playbook)) }),
      },
      version: versionFor(case_, caller),
    }),
  ),
});

async function expansions(deps: CasesDeps, view: View, names: readonly string[]): Promise<Record<string, unknown>> {
  const { case_, caller, playbook } = view;
  const staff = isStaff(caller);
  const timeline = names.includes('timeline') ? await timelinePage(deps, view, { limit: TIMELINE_PREVIEW }) : undefined;
  return {
    ...(names.includes('members') && { members: case_.members }),
    ...(names.includes('documents') && { documents: presentDocuments(view) }),
    ...(names.includes('proposals') && { proposals: presentProposals(case_) }),
    ...(names.includes('checks') && staff && { checks: presentChecks(case_, playbook) }),
    ...(timeline !== undefined && { timeline: entriesOf(timeline) }),
  };
}

const entriesOf = ({ body }: Reply) => (body as { readonly data: readonly unknown[] }).data;
