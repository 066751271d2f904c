import { describe, expect, it } from 'vitest';
import {
  hasLooseBraces,
  isComplianceFact,
  isTextVariable,
  variablesIn,
} from '../../../shared/domain/notifications/text-variables.ts';

describe('the variables of a text to customers', () => {
  it('are the names between two braces on each side', () => {
    expect(variablesIn('Dear {{applicantName}}, {{answers.name}} has {{members.director.count}} directors.')).toEqual([
      'applicantName',
      'answers.name',
      'members.director.count',
    ]);
    expect(variablesIn('Braces like {this} are text.')).toEqual([]);
  });

  it.each([
    ['Dear {{applicantName}', true],
    ['Dear applicantName}}', true],
    ['{{number}} and {number}', false],
  ])('leave over what is not closed: %s', (text, isLoose) => {
    expect(hasLooseBraces(text)).toBe(isLoose);
  });

  it.each(['number', 'process', 'dueDay', 'answers.name', 'decisions.size', 'members.ultimate-owner.count'])(
    'can be %s',
    (name) => expect(isTextVariable(name)).toBe(true),
  );

  it.each(['', ' number', 'checks.background.result', 'risk.band', 'members.owner.highestOwnershipPercent', 'channel'])(
    'can never be “%s”',
    (name) => expect(isTextVariable(name)).toBe(false),
  );

  it('are kept apart from what only compliance may know', () => {
    expect(['checks.background.result', 'risk.band'].every(isComplianceFact)).toBe(true);
    expect(['answers.risk', 'decisions.checks', 'number'].some(isComplianceFact)).toBe(false);
  });
});
