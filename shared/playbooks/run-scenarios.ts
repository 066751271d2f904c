import { DomainError } from '../domain/errors.ts';
import type { Playbook } from '../domain/playbook/playbook.ts';
import type { Scenario } from '../domain/playbook/scenario.ts';
import { type Finding, finding } from './lint/finding.ts';
import { reasonOf } from './simulate/attempt.ts';
import { type Cast, castOf } from './simulate/cast.ts';
import { compare } from './simulate/compare.ts';
import { playChecks } from './simulate/play-checks.ts';
import { namedSlots, playDocuments, playPreApproval } from './simulate/play-documents.ts';
import { playIntake } from './simulate/play-intake.ts';
import { failure, type Story } from './simulate/story.ts';

/**
 * Plays every scenario of a playbook that the linter has nothing to say about, with the commands that drive real cases
 * and without anybody's judgement, and finds where it goes another way than the scenario tells. Tasks of staff are left
 * out: what they come to is not said in a scenario.
 */
export function runScenarios(playbook: Playbook): readonly Finding[] {
  if (playbook.scenarios.length === 0) {
    return [finding('/scenarios', 'no-scenario', 'A playbook is published with at least one scenario.')];
  }
  const simulated = { ...playbook, tasks: [] };
  return playbook.scenarios.flatMap((scenario, i) =>
    runScenario(scenario, simulated).map((found) => ({ ...found, place: `/scenarios/${i}${found.place}` })),
  );
}

function runScenario(scenario: Scenario, playbook: Playbook): readonly Finding[] {
  if (!playbook.applicantKinds.includes(scenario.applicant)) {
    return [failure('/applicant', `This process is not for ${scenario.applicant} applicants.`)];
  }
  const cast = castOf(scenario.applicant, playbook);
  const story = playOrRefuse(scenario, cast);
  if (story instanceof DomainError) return [failure('', `No case could go this way: ${reasonOf(story)}.`)];
  return [...story.problems, ...unused(story, scenario, playbook), ...compare(story, scenario, playbook)];
}

/** What real cases refuse on the way, such as more documents than one holds, is the scenario's fault. */
function playOrRefuse(scenario: Scenario, cast: Cast): Story | DomainError {
  try {
    return play(scenario, cast);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function play(scenario: Scenario, cast: Cast): Story {
  const sent = playIntake(scenario, cast);
  if (sent.end !== undefined) return sent;
  const proven = playDocuments(playPreApproval(sent, cast), scenario.documents, cast);
  return proven.end === undefined ? playChecks(proven, scenario, cast) : proven;
}

/** Documents that nobody asked for, and results of checks that were not made. */
function unused({ case: case_, end }: Story, { documents, checkResults }: Scenario, playbook: Playbook) {
  const slots = namedSlots(case_, playbook);
  const stray = documents.flatMap((name, i) =>
    slots.has(name) ? [] : [failure(`/documents/${i}`, `“${name}” is not asked for.`)],
  );
  if (case_.checks.length === 0 && end?.outcome !== 'review_complete') return stray;
  const made = new Set(case_.checks.map(({ checkId }) => checkId));
  const strayResults = Object.keys(checkResults).filter((id) => !made.has(id));
  return [...stray, ...strayResults.map((id) => failure(`/checkResults/${id}`, `“${id}” is not run.`))];
}
