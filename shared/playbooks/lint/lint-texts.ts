import {
  hasLooseBraces,
  isComplianceFact,
  isTextVariable,
  TEXT_VARIABLES,
} from '../../domain/notifications/text-variables.ts';
import { factsRead } from '../../domain/playbook/decisions.ts';
import type { Playbook } from '../../domain/playbook/playbook.ts';
import { type FactSources, factSources, factsBehind } from './fact-sources.ts';
import { type Finding, finding, findingIf } from './finding.ts';
import { customerTexts, type PlacedText, plainTexts } from './texts-of.ts';

/**
 * Variables that no text can fill in, and what would tell a customer that somebody is looked into: a result of a check or the
 * risk, also by way of a decision, in the words of a mail or by its being sent at all.
 */
export function lintTexts(playbook: Playbook): readonly Finding[] {
  const sources = factSources(playbook);
  const literal = 'Variables are filled in in mails only; here they would stand as they are written.';
  return [
    ...customerTexts(playbook).flatMap((text) => lintText(text, sources)),
    ...plainTexts(playbook).flatMap(({ place, text, variables }) =>
      findingIf(variables.length > 0 || hasLooseBraces(text), place, 'unknown-variable', literal),
    ),
    ...playbook.tasks.flatMap(({ kind, when }, i) => {
      const isTelling = kind === 'notify' && when !== undefined && factsRead(when).some((fact) => tells(fact, sources));
      const message = 'A message that is sent only after a certain result tells the customer of it.';
      return findingIf(isTelling, `/tasks/${i}/when`, 'compliance-fact', message);
    }),
  ];
}

function lintText({ place, text, variables }: PlacedText, sources: FactSources): readonly Finding[] {
  const loose = 'A variable is written {{name}}.';
  return [
    ...findingIf(hasLooseBraces(text), place, 'unknown-variable', loose),
    ...[...new Set(variables)].flatMap((name) => lintVariable(name, place, sources)),
  ];
}

function lintVariable(name: string, place: string, sources: FactSources): readonly Finding[] {
  if (tells(name, sources)) return [finding(place, 'compliance-fact', `“${name}” may not be told to a customer.`)];
  const exists = TEXT_VARIABLES.some((variable) => variable === name) || (isTextVariable(name) && sources.has(name));
  return findingIf(!exists, place, 'unknown-variable', `There is no variable “${name}”.`);
}

function tells(name: string, sources: FactSources): boolean {
  return [...factsBehind(name, sources)].some(isComplianceFact);
}
