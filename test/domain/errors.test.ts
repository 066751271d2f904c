import { describe, expect, it } from 'vitest';
import * as exceptionRefusals from '../../shared/domain/case/exception-refusals.ts';
import * as guidedRefusals from '../../shared/domain/case/guided-refusals.ts';
import * as migrationRefusals from '../../shared/domain/case/migration-refusals.ts';
import * as refusals from '../../shared/domain/case/refusals.ts';
import * as errors from '../../shared/domain/errors.ts';
import * as playbookRefusals from '../../shared/domain/playbook/refusals.ts';

type Refusal = new (...args: readonly unknown[]) => errors.DomainError;

const exported: readonly unknown[] = [
  errors,
  refusals,
  exceptionRefusals,
  migrationRefusals,
  guidedRefusals,
  playbookRefusals,
].flatMap((module) => Object.values(module));
const classes = exported.filter(
  (value): value is Refusal => typeof value === 'function' && value.prototype instanceof errors.DomainError,
);

/** Any arguments will do: the code does not depend on them. */
const make = (Class: Refusal): errors.DomainError => new Class(['x'], 1, 'x');

describe('refusals', () => {
  it('have each a code of their own, and every code has its refusal', () => {
    expect(classes.map((Class) => make(Class).code).sort()).toEqual([...errors.DOMAIN_ERROR_CODES].sort());
  });

  it.each(classes.map((Class) => [Class.name, Class] as const))(
    '%s carries its name, and a sentence',
    (name, Class) => {
      const error = make(Class);
      expect(error.name).toBe(name);
      expect(error.message).not.toBe('');
    },
  );
});
