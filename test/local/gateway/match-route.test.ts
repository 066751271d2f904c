import { describe, expect, it } from 'vitest';
import type { Route } from '../../../local/gateway/api-model.ts';
import { createRouteMatcher } from '../../../local/gateway/match-route.ts';

const aRoute = (key: string): Route => ({ key, functionName: 'f', timeoutMs: 1, authorizer: undefined, scopes: [] });
const matcher = createRouteMatcher(
  [
    'GET /pets/dog/1',
    'GET /pets/dog/{id}',
    'GET /pets/{kind}/{id}',
    'GET /pets/{proxy+}',
    'POST /pets/{kind}/{id}',
    'ANY /any/{id}',
    '$default',
  ].map(aRoute),
);
const found = (method: string, path: string) => {
  const match = matcher(method, path);
  return [match?.route.key, match?.parameters];
};

describe('a request finds its route', () => {
  it('by fixed segments before parameters', () => {
    expect(found('GET', '/pets/dog/1')).toEqual(['GET /pets/dog/1', undefined]);
    expect(found('GET', '/pets/dog/2')).toEqual(['GET /pets/dog/{id}', { id: '2' }]);
    expect(found('GET', '/pets/cat/2')).toEqual(['GET /pets/{kind}/{id}', { kind: 'cat', id: '2' }]);
  });

  it('by parameters before the rest of a path', () => {
    expect(found('GET', '/pets/cat/2/toys')).toEqual(['GET /pets/{proxy+}', { proxy: 'cat/2/toys' }]);
  });

  it('by its method, falling back to a less specific path that has it', () => {
    expect(found('POST', '/pets/dog/1')).toEqual(['POST /pets/{kind}/{id}', { kind: 'dog', id: '1' }]);
  });

  it('by ANY for every method', () => {
    expect(found('DELETE', '/any/7')).toEqual(['ANY /any/{id}', { id: '7' }]);
  });

  it('with decoded parameters, whose slashes do not make new segments', () => {
    expect(found('GET', '/pets/a%2Fb/c%20d')).toEqual(['GET /pets/{kind}/{id}', { kind: 'a/b', id: 'c d' }]);
  });

  it('in $default when nothing else matches', () => {
    expect(found('PUT', '/nowhere')).toEqual(['$default', undefined]);
  });

  it('never with an empty parameter', () => {
    expect(found('DELETE', '/any/')).toEqual(['$default', undefined]);
  });

  it('or fails for a path that is not valid percent-encoding', () => {
    expect(() => matcher('GET', '/pets/%E0%A4%A')).toThrow(URIError);
  });
});
