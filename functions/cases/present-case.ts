import { allowedActions } from '../../shared/domain/access/allowed-actions.ts';
import type { Caller } from '../../shared/domain/access/caller.ts';
import { isStaff } from '../../shared/domain/access/is-staff.ts';
import type { Case, Instant } from '../../shared/domain/case/case.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { progress } from '../../shared/domain/progress/progress.ts';
import { owed } from '../../shared/domain/requirements/owed.ts';
import { viewerOf } from '../../shared/domain/requirements/viewer.ts';
import { versionFor } from '../../shared/http/etag.ts';
import type { Reply } from '../../shared/http/incoming.ts';
import { actionLinks } from './action-links.ts';
import { presentApplicant, presentInfoRequest } from './present-parts.ts';
import { presentSetAside } from './present-set-aside.ts';

/** Who looks at which case, by which playbook, and when. */
export interface View {
  readonly case_: Case;
  readonly caller: Caller;
  readonly playbook: Playbook;
  readonly at: Instant;
}

/** A case as the caller may see it. Staff-only members are absent, not null, for customers. */
export function presentCase(view: View): Record<string, unknown> {
  const { case_, caller, playbook, at } = view;
  const steps = progress(case_, playbook, caller, at);
  return {
    id: case_.caseId,
    number: case_.number,
    type: case_.type,
    status: case_.status,
    stage: case_.stage,
    outcome: case_.outcome ?? null,
    version: versionFor(case_, caller),
    materialVersion: case_.materialVersion,
    playbook: case_.playbook,
    parties: {
      applicant: presentApplicant(case_.applicant),
      openedBy: case_.openedBy,
      ...(case_.onBehalfOf !== undefined && { onBehalfOf: case_.onBehalfOf }),
    },
    assignee: case_.assignee ?? null,
    group: case_.group,
    priority: case_.priority,
    channel: case_.channel,
    progress: steps,
    requirements: owed(case_, playbook, at, viewerOf(caller, case_)),
    infoRequests: case_.infoRequests.map((request) => presentInfoRequest(request, view)),
    allowedActions: actionLinks(allowedActions(case_, caller, playbook, at), case_, steps.currentStep?.stepId),
    expectedBy: case_.expectedAt ?? null,
    ...milestones(case_),
    ...presentSetAside(case_, caller),
    updatedAt: isStaff(caller) ? case_.updatedAt : case_.customerUpdatedAt,
    ...(isStaff(caller) && staffOnly(case_)),
  };
}

const milestones = ({ createdAt, submittedAt, closedAt, resolution }: Case) => ({
  createdAt,
  ...(submittedAt !== undefined && { submittedAt }),
  ...(closedAt !== undefined && { closedAt }),
  ...(resolution !== undefined && { resolution }),
});

const staffOnly = ({ offer, riskBand, needsAttention, preApproval, verification, playbookRuns }: Case) => ({
  needsAttention,
  playbookRuns,
  ...(offer !== undefined && {
    offer: { assignee: offer.assignee, offeredBy: offer.offeredBy, expiresAt: offer.expiresAt },
  }),
  ...(riskBand !== undefined && { riskBand }),
  ...(preApproval !== undefined && {
    preApproval: {
      approval: preApproval.approval,
      ...(preApproval.completedAt !== undefined && { completedAt: preApproval.completedAt }),
    },
  }),
  ...(verification !== undefined && {
    verification: {
      number: verification.number,
      at: verification.at,
      missing: verification.missing,
      invalid: verification.invalid,
      unexpected: verification.unexpected,
      expiring: verification.expiring ?? [],
    },
  }),
});

export const replyWithCase = (view: View): Reply => ({
  body: presentCase(view),
  version: versionFor(view.case_, view.caller),
});
