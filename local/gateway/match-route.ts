import type { Route } from './api-model.ts';

export interface RouteMatch {
  readonly route: Route;
  /** Decoded path parameters; undefined when the route has none. */
  readonly parameters: Readonly<Record<string, string>> | undefined;
}

/** Finds the route of a request; `path` is still encoded, without the query. */
export type RouteMatcher = (method: string, path: string) => RouteMatch | undefined;

interface Branch {
  readonly fixed: Map<string, Branch>;
  parameter: Branch | undefined;
  readonly ends: Map<string, Ending>;
  /** Routes that end in `{name+}` here. */
  readonly greedy: Map<string, Ending>;
}

interface Ending {
  readonly route: Route;
  readonly names: readonly string[];
}

/**
 * Matches as HTTP APIs do: fixed segments before parameters, those before `{name+}`, a method before ANY, `$default` last.
 * @throws URIError (while matching) for a path that is not valid percent-encoding
 */
export function createRouteMatcher(routes: readonly Route[]): RouteMatcher {
  const root = branch();
  for (const route of routes) if (route.key !== '$default') insert(root, route);
  const fallback = routes.find(({ key }) => key === '$default');
  return (method, path) => {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    const found = search(root, method, segments, 0, []);
    if (found) return { route: found.ending.route, parameters: named(found.ending.names, found.values) };
    return fallback && { route: fallback, parameters: undefined };
  };
}

function branch(): Branch {
  return { fixed: new Map(), parameter: undefined, ends: new Map(), greedy: new Map() };
}

function insert(root: Branch, route: Route): void {
  const [method, path] = route.key.split(' ') as [string, string];
  const names: string[] = [];
  let at = root;
  for (const segment of path.split('/').slice(1)) {
    const parameter = /^\{([^+}]+)(\+?)\}$/.exec(segment);
    if (parameter) names.push(parameter[1]!);
    if (parameter?.[2]) {
      at.greedy.set(method, { route, names });
      return;
    }
    at = parameter ? openChild(at) : child(at, segment);
  }
  at.ends.set(method, { route, names });
}

function openChild(at: Branch): Branch {
  at.parameter ??= branch();
  return at.parameter;
}

function child(at: Branch, segment: string): Branch {
  const known = at.fixed.get(segment);
  if (known) return known;
  const created = branch();
  at.fixed.set(segment, created);
  return created;
}

type Found = { readonly ending: Ending; readonly values: readonly string[] };

function search(at: Branch, method: string, segments: string[], index: number, values: string[]): Found | undefined {
  if (index === segments.length) {
    const ending = at.ends.get(method) ?? at.ends.get('ANY');
    return ending && { ending, values };
  }
  const segment = segments[index]!;
  const fixed = at.fixed.get(segment);
  const exact = fixed && search(fixed, method, segments, index + 1, values);
  if (exact) return exact;
  const open =
    at.parameter && segment !== '' && search(at.parameter, method, segments, index + 1, [...values, segment]);
  if (open) return open;
  const greedy = at.greedy.get(method) ?? at.greedy.get('ANY');
  return greedy && { ending: greedy, values: [...values, segments.slice(index).join('/')] };
}

function named(names: readonly string[], values: readonly string[]): Record<string, string> | undefined {
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, values[index]!]));
}
