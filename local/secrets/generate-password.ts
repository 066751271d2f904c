import { randomInt } from 'node:crypto';
import { refuseUnknownKeys } from '../known-properties.ts';

/** `GenerateSecretString` of a secret, with the names of the template. */
export interface PasswordRule {
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
}

const known = [
  'PasswordLength',
  'ExcludeCharacters',
  'ExcludeLowercase',
  'ExcludeUppercase',
  'ExcludeNumbers',
  'ExcludePunctuation',
  'IncludeSpace',
  'RequireEachIncludedType',
  'SecretStringTemplate',
  'GenerateStringKey',
];

const lowercase = 'abcdefghijklmnopqrstuvwxyz';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

function alphabets(rule: PasswordRule): string[] {
  const excluded = new Set(rule.ExcludeCharacters ?? '');
  const sets = [
    rule.ExcludeLowercase ? '' : lowercase,
    rule.ExcludeUppercase ? '' : lowercase.toUpperCase(),
    rule.ExcludeNumbers ? '' : '0123456789',
    rule.ExcludePunctuation ? '' : punctuation,
    rule.IncludeSpace ? ' ' : '',
  ];
  return sets.map((set) => [...set].filter((char) => !excluded.has(char)).join('')).filter((set) => set !== '');
}

const pick = (set: string): string => set[randomInt(set.length)]!;

function password(rule: PasswordRule, where: string): string {
  const sets = alphabets(rule);
  const length = rule.PasswordLength ?? 32;
  if (sets.length === 0) throw new Error(`${where}: GenerateSecretString excludes every character.`);
  const required = rule.RequireEachIncludedType === false ? [] : sets.map(pick);
  if (length < required.length) throw new Error(`${where}: PasswordLength is too small for every kind of character.`);
  const chars = [...required];
  while (chars.length < length) chars.push(pick(sets.join('')));
  for (let at = chars.length - 1; at > 0; at -= 1) {
    const other = randomInt(at + 1);
    [chars[at], chars[other]] = [chars[other]!, chars[at]!];
  }
  return chars.join('');
}

/**
 * A new secret string as CloudFormation makes it: the password, or the template with the password under its key.
 * Throws when the rule asks for something unknown or impossible; `where` begins the sentence.
 */
export function generateSecretString(rule: PasswordRule, where: string): string {
  refuseUnknownKeys(rule, known, where);
  const generated = password(rule, where);
  const { SecretStringTemplate: template, GenerateStringKey: key } = rule;
  if (template === undefined && key === undefined) return generated;
  if (template === undefined || key === undefined)
    throw new Error(`${where}: SecretStringTemplate and GenerateStringKey need each other.`);
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: generated });
}
