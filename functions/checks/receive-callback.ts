import { toEpochMs } from '../../shared/domain/calendar.ts';
import type { Case } from '../../shared/domain/case/case.ts';
import type { Decision, Surroundings } from '../../shared/domain/case/decision.ts';
import { type CheckReport, recordCheckResult } from '../../shared/domain/case/record-check-result.ts';
import { CheckNotOpen, CheckUnknown } from '../../shared/domain/case/refusals.ts';
import { type SystemCommandDeps, systemCaller, systemCommand } from '../../shared/events/system-command.ts';
import { accept } from '../../shared/http/accept.ts';
import type { Incoming, Reply } from '../../shared/http/incoming.ts';
import { RequestInvalid, RequestMalformed, SignatureInvalid } from '../../shared/http/request-errors.ts';
import type { LiveKeys } from '../../shared/store/secrets.ts';
import { type CallbackBody, callbackBody } from './callback-body.ts';
import { parseReference } from './provider-reference.ts';
import { isSigned } from './webhook-signature.ts';

export interface CallbackDeps extends SystemCommandDeps {
  readonly callbackKeys: LiveKeys;
}

type CallbackIncoming = Incoming<'POST /v1/provider-callbacks/{provider}'>;

/**
 * Takes in what a provider reports. The signature over the raw body is looked at before anything else of it. A report
 * of an attempt that is not on record yet is refused with 409, so that the provider sends it again; one that was taken
 * in before, or came too late to matter, is received like any other.
 *
 * @throws {SignatureInvalid} {RequestMalformed} {RequestInvalid} {CaseNotFound} {CheckUnknown} {CheckNotOpen}
 */
export async function receiveCallback(deps: CallbackDeps, incoming: CallbackIncoming): Promise<Reply> {
  const { provider } = incoming.params;
  const keys = await deps.callbackKeys();
  const nowSeconds = Math.floor(toEpochMs(incoming.at) / 1_000);
  if (!isSigned(keys, incoming.headers, incoming.rawBody, nowSeconds)) throw new SignatureInvalid();
  const body = accept('body', callbackBody, parseJson(incoming.rawBody));
  const { caseId, ...report } = reportOf(body);
  await systemCommand(deps, {
    caseId,
    causation: { correlationId: incoming.requestId },
    caller: systemCaller(provider, 'provider'),
    decide: (case_, surroundings) => record(case_, report, provider, surroundings),
  });
  return { body: { received: true } };
}

/** The check itself remembers the events of its provider, so a repetition changes nothing. */
function record(case_: Case, report: CheckReport, provider: string, surroundings: Surroundings): Decision {
  const definition = surroundings.playbook.checks.find(({ id }) => id === report.checkId);
  if (definition?.provider !== provider) throw new CheckUnknown(report.checkId);
  const check = case_.checks.find(({ checkId }) => checkId === report.checkId);
  if (check === undefined || check.attempt < report.attempt) throw new CheckNotOpen(report.checkId, 'not_requested');
  return recordCheckResult(case_, report, surroundings);
}

function reportOf({ id, reference, status, result, reasons, occurredAt }: CallbackBody) {
  const parsed = parseReference(reference);
  if (parsed === undefined) throw invalid('/reference', 'callback.reference', 'This is no reference of ours.');
  if (status === 'complete' && result === undefined) {
    throw invalid('/result', 'callback.result', 'A complete check has a result.');
  }
  return {
    ...parsed,
    providerEventId: id,
    providerRef: reference,
    occurredAt: new Date(occurredAt).toISOString(),
    status,
    ...(result !== undefined && { result }),
    reasons,
  };
}

const invalid = (pointer: string, code: string, message: string): RequestInvalid =>
  new RequestInvalid([{ pointer, code, message }]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestMalformed('request.malformed-json');
  }
}
