import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../shared/domain/case/case.ts';
import { completeStep } from '../../shared/domain/case/complete-step.ts';
import type { Decision } from '../../shared/domain/case/decision.ts';
import { revisitStep } from '../../shared/domain/case/revisit-step.ts';
import { saveAnswers } from '../../shared/domain/case/save-answers.ts';
import { submitCase } from '../../shared/domain/case/submit-case.ts';
import { CaseIncomplete } from '../../shared/domain/errors.ts';
import { factsRead } from '../../shared/domain/playbook/decisions.ts';
import { factsOf } from '../../shared/domain/playbook/facts-of.ts';
import type { Playbook } from '../../shared/domain/playbook/playbook.ts';
import { stepStates } from '../../shared/domain/playbook/step-states.ts';
import { type Progress, progress } from '../../shared/domain/progress/progress.ts';
import { lintPlaybook } from '../../shared/playbooks/lint.ts';
import { attempt } from '../../shared/playbooks/simulate/attempt.ts';
import type { Cast } from '../../shared/playbooks/simulate/cast.ts';
import { playChecks } from '../../shared/playbooks/simulate/play-checks.ts';
import { namedSlots, playDocuments, playPreApproval } from '../../shared/playbooks/simulate/play-documents.ts';
import { anyPlaybook, publishable } from './any/any-playbook.ts';
import { type Act, wander } from './any/any-walk.ts';
import { filled, opened, valueFor } from './any/filler.ts';
import { Picks } from './any/picks.ts';

const RUNS = 100;
const numbers = fc.array(fc.nat(9999), { minLength: 60, maxLength: 60, size: 'max' });

/** Whatever a customer does in the draft of a playbook that may be published. */
function holdsInEveryDraft(look: (before: Case, after: Decision, act: Act, cast: Cast) => void): void {
  let looked = 0;
  fc.assert(
    fc.property(publishable, numbers, (playbook, random) => {
      const { draft, cast } = opened(playbook);
      const picks = new Picks(random);
      const start = picks.once(2) ? filled(draft, cast, picks) : draft;
      wander(start, cast, { count: 30, picks }, (before, after, act) => {
        looked += 1;
        look(before, after, act, cast);
      });
    }),
    { numRuns: RUNS },
  );
  expect(looked).toBeGreaterThan(RUNS * 5);
}

const seenBy = (case_: Case, { customer: { caller, playbook, at } }: Cast): Progress =>
  progress(case_, playbook, caller, at);
const completed = ({ steps }: Progress): number => steps.filter(({ state }) => state === 'complete').length;
const stateOf = (case_: Case, { playbook }: Cast['customer'], id: string) =>
  stepStates(case_, playbook).find(({ stepId }) => stepId === id)?.state ?? '';

/**
 * What may set progress back: a step is reopened, by somebody or because what it asks for has changed; an answer or a
 * person is changed or taken back, or added to a step that was over; or the case is no longer what was reviewed.
 */
function hasCause(before: Case, { case: after, facts }: Decision, act: Act, { customer }: Cast): boolean {
  const isReviewed = before.reviewedMaterialVersion === before.materialVersion;
  if (facts.some(({ type }) => type === 'case.step_revisited')) return true;
  if (isReviewed && after.materialVersion !== before.materialVersion) return true;
  if (act.kind === 'complete') return false;
  return isTakenBack(before, act) || ['complete', 'skipped'].includes(stateOf(before, customer, act.step.id));
}

function isTakenBack({ answers }: Case, { kind, step, fieldId = '' }: Act): boolean {
  const stored = answers.find(({ stepId }) => stepId === step.id)?.values ?? {};
  return kind === 'clear' || kind === 'remove' || (kind === 'save' && stored[fieldId] !== undefined);
}

describe('a playbook that the linter has nothing to say about', () => {
  it('is what a good part of these playbooks are', () => {
    const sample = fc.sample(anyPlaybook, { numRuns: 300, seed: 1 });
    const sound = sample.filter((playbook) => lintPlaybook(playbook).length === 0);
    expect(sound.length).toBeGreaterThan(120);
    const kinds = sound.flatMap(({ intake }) => intake.map(({ kind, when }) => `${kind} ${when !== undefined}`));
    expect([...new Set(kinds)].toSorted()).toEqual([
      'documents false',
      'documents true',
      'form false',
      'form true',
      'members false',
      'members true',
      'review false',
    ]);
    expect(sound.filter(({ decisions }) => decisions.length > 0).length).toBeGreaterThan(30);
  });

  it('leads everybody to an end, whatever they answer', () => {
    fc.assert(
      fc.property(publishable, numbers, (playbook, random) => {
        const { draft, cast } = opened(playbook);
        const ready = filled(draft, cast, new Picks(random));
        const { materialVersion } = ready;
        const sent = submitCase(ready, { materialVersion }, cast.customer).case;
        const taken = playPreApproval({ case: sent, problems: [] }, cast);
        const documents = [...namedSlots(taken.case, playbook).keys()];
        const checkResults = Object.fromEntries(playbook.checks.map(({ id }) => [id, 'clear' as const]));
        const proven = playDocuments(taken, documents, cast);
        expect(playChecks(proven, { documents, checkResults }, cast)).toMatchObject({
          end: { outcome: 'review_complete' },
          case: { status: 'review_complete', stage: 'resolve' },
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('never counts more steps as certain to come than as possible', () => {
    holdsInEveryDraft((_, { case: after }, __, cast) => {
      const { remaining, index, total } = seenBy(after, cast);
      expect(remaining.min).toBeLessThanOrEqual(remaining.max);
      expect(index).toBeLessThanOrEqual(total);
    });
  });

  it('does not set progress back without a cause', () => {
    let uncaused = 0;
    holdsInEveryDraft((before, after, act, cast) => {
      if (hasCause(before, after, act, cast)) return;
      uncaused += 1;
      const [old, now] = [seenBy(before, cast), seenBy(after.case, cast)];
      expect(completed(now)).toBeGreaterThanOrEqual(completed(old));
      expect(now.remaining.max).toBeLessThanOrEqual(old.remaining.max);
    });
    expect(uncaused).toBeGreaterThan(RUNS);
  });

  it('refuses to be sent in exactly for what the review names', () => {
    holdsInEveryDraft((_, { case: after }, __, { customer }) => {
      const { materialVersion } = after;
      const reviewed = { ...after, reviewedMaterialVersion: materialVersion };
      const problems = stepStates(reviewed, customer.playbook).flatMap(({ missing }) => missing);
      const { refusal } = attempt(after, (case_) => submitCase(case_, { materialVersion }, customer));
      expect(refusal instanceof CaseIncomplete ? refusal.errors : []).toEqual(problems);
      expect(refusal === undefined).toBe(problems.length === 0);
    });
  });

  it('keeps what was written in every other field', () => {
    holdsInEveryDraft((before, { case: after }, { step, fieldId }) => {
      for (const { stepId, values } of before.answers) {
        const now = after.answers.find((one) => one.stepId === stepId)?.values ?? {};
        for (const [id, value] of Object.entries(values))
          if (stepId !== step.id || id !== fieldId) expect(now[id]).toEqual(value);
      }
    });
  });

  it('has everything again when an answer is changed and changed back', () => {
    let hidden = 0;
    fc.assert(
      fc.property(publishable, numbers, (playbook, random) => {
        const { draft, cast } = opened(playbook);
        const picks = new Picks(random);
        const ready = filled(draft, cast, picks);
        const { changed, back } = thereAndBack(ready, playbook, cast, picks);
        hidden += Number([...factsOf(ready, playbook).keys()].some((fact) => !factsOf(changed, playbook).has(fact)));
        expect(factsOf(back, playbook)).toEqual(factsOf(ready, playbook));
        expect(back.answers.map(({ values }) => values)).toEqual(ready.answers.map(({ values }) => values));
        expect(stepStates(back, playbook).map(({ applies }) => applies)).toEqual(
          stepStates(ready, playbook).map(({ applies }) => applies),
        );
      }),
      { numRuns: RUNS },
    );
    expect(hidden).toBeGreaterThan(0);
  });
});

/** Goes back to what other steps hang on, gives another answer, completes the step, and puts everything as it was. */
function thereAndBack(ready: Case, playbook: Playbook, { customer }: Cast, picks: Picks) {
  const asked = playbook.intake.flatMap(({ id, fields = [] }) => fields.map((field) => ({ stepId: id, field })));
  const read = playbook.intake
    .flatMap(({ when, fields = [] }) => [when, ...fields.map(({ visibleWhen }) => visibleWhen)])
    .flatMap((condition) => (condition === undefined ? [] : factsRead(condition)));
  const choosing = asked.filter(({ field }) => read.includes(`answers.${field.id}`));
  const { stepId, field } = picks.one(choosing.length > 0 ? choosing : asked);
  const old = ready.answers.find((one) => one.stepId === stepId)?.values[field.id] ?? null;
  const save = (value: typeof old) => (case_: Case) =>
    saveAnswers(case_, { stepId, answers: { [field.id]: value } }, customer);
  const complete = (case_: Case) => completeStep(case_, { stepId }, customer);
  const revisited = attempt(ready, (case_) => revisitStep(case_, { stepId }, customer)).case;
  const other = attempt(revisited, save(valueFor(field, picks))).case;
  const changed = attempt(other, complete).case;
  const restored = other === revisited ? changed : save(old)(changed).case;
  return { changed, back: attempt(restored, complete).case };
}
