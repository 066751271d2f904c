import { type Fields, fieldsOf } from './fields.ts';

/**
 * Throws one sentence when a Map or Parallel assigns a variable that the states around it assign too: inner states can
 * read outer variables and never set them, so such a name would be another variable than it looks.
 */
export function requireUniqueVariables(definition: Fields): void {
  checkScope(definition, new Set());
}

function checkScope(scope: Fields, outer: ReadonlySet<string>): void {
  const states = Object.entries(fieldsOf(scope['States'], 'States'));
  const own = new Set(states.flatMap(([, state]) => assignedNames(fieldsOf(state, 'A state'))));
  const hidden = [...own].find((name) => outer.has(name));
  if (hidden !== undefined) {
    throw new Error(`The variable ${hidden} is assigned inside a Map or Parallel and also outside of it.`);
  }
  const names = new Set([...outer, ...own]);
  for (const [, state] of states) {
    for (const inner of innerScopes(fieldsOf(state, 'A state'))) checkScope(inner, names);
  }
}

function assignedNames(state: Fields): readonly string[] {
  const rules = [state['Choices'], state['Catch']].flatMap((list) => (Array.isArray(list) ? (list as Fields[]) : []));
  return [state, ...rules].flatMap((part) => Object.keys((part['Assign'] as object | undefined) ?? {}));
}

function innerScopes(state: Fields): readonly Fields[] {
  const branches = Array.isArray(state['Branches']) ? (state['Branches'] as Fields[]) : [];
  return state['ItemProcessor'] === undefined ? branches : [fieldsOf(state['ItemProcessor'], 'ItemProcessor')];
}
