import { addMember } from '../../shared/domain/case/add-member.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import { changeMember, requireKnown } from '../../shared/domain/case/change-member.ts';
import { removeMember } from '../../shared/domain/case/remove-member.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Handlers, Reply } from '../../shared/http/incoming.ts';
import { wholeList } from '../../shared/http/whole-list.ts';
import { command, query } from './command-on-case.ts';
import type { CasesDeps } from './deps.ts';
import { knownPersonCheck } from './known-person.ts';
import type { View } from './present-case.ts';

type Routes =
  | 'GET /v1/cases/{caseId}/members'
  | 'POST /v1/cases/{caseId}/members'
  | 'PATCH /v1/cases/{caseId}/members/{memberId}'
  | 'DELETE /v1/cases/{caseId}/members/{memberId}';

/** Further people on a case. */
export const memberHandlers = (deps: CasesDeps): Pick<Handlers<'cases'>, Routes> => ({
  'GET /v1/cases/{caseId}/members': query(deps, 'read_case', ({ case_, caller }) => ({
    body: wholeList(case_.members),
    version: versionFor(case_, caller),
  })),
  'POST /v1/cases/{caseId}/members': async (incoming) => {
    const { caller, body } = incoming;
    return add(deps, await knownPersonCheck(deps.parties, caller, body.personId, '/personId'))(incoming);
  },
  'PATCH /v1/cases/{caseId}/members/{memberId}': command(
    deps,
    'change_member',
    (case_, { body, params }, s) => changeMember(case_, { ...body, memberId: params.memberId }, s),
    { reply: (view, { params }) => replyWithMember(view, params.memberId) },
  ),
  'DELETE /v1/cases/{caseId}/members/{memberId}': command(deps, 'remove_member', (case_, { params }, s) =>
    removeMember(case_, params, s),
  ),
});

const add = (deps: CasesDeps, requireKnownPerson: () => void) =>
  command<'POST /v1/cases/{caseId}/members'>(
    deps,
    'add_member',
    (case_, { body }, s) => {
      const decision = addMember(case_, body, s);
      requireKnownPerson();
      return decision;
    },
    {
      created: (_before, after) => after.members.at(-1)?.memberId,
      reply: (view, _incoming, createdId) => replyWithMember(view, createdId),
    },
  );

const replyWithMember = ({ case_, caller }: View, memberId: string | undefined): Reply => ({
  body: memberOf(case_, memberId),
  version: versionFor(case_, caller),
});

/** A member who was added and has since been removed is no longer there to be shown. */
const memberOf = (case_: Case, memberId: string | undefined) => requireKnown(case_, memberId ?? '');
