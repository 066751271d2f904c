import { ROUTES, type RouteKey } from '../../shared/contract/routes.ts';
import type { AllowedAction } from '../../shared/domain/access/allowed-actions.ts';
import type { Case } from '../../shared/domain/case/case.ts';

export interface ActionLink extends AllowedAction {
  readonly method: string;
  /** Path with what is known filled in; a `{name}` that is left is the caller's to fill in. */
  readonly href: string;
}

const ROUTE_OF_ACTION: ReadonlyMap<string, RouteKey> = new Map(
  (Object.keys(ROUTES) as RouteKey[])
    .filter((key) => !key.startsWith('GET ') && key.includes('{caseId}'))
    .map((key) => [ROUTES[key].access, key]),
);

/** What the caller may do now, as links: portals draw buttons from this instead of copying the state machine. */
export function actionLinks(
  actions: readonly AllowedAction[],
  case_: Case,
  stepId: string | undefined,
): readonly ActionLink[] {
  const known: Readonly<Record<string, string | undefined>> = {
    caseId: case_.caseId,
    stepId,
    proposalNumber: case_.proposals.at(-1)?.number.toString(),
    infoRequestNumber: case_.infoRequests.at(-1)?.number.toString(),
  };
  return actions.flatMap((action) => {
    const route = ROUTE_OF_ACTION.get(action.name);
    if (route === undefined) return [];
    const [method, path] = route.split(' ') as [string, string];
    return [{ ...action, method, href: path.replaceAll(/\{(\w+)\}/g, (all, name) => known[name] ?? all) }];
  });
}
