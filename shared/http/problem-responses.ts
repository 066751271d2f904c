import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Log } from '../observe/log.ts';
import { problemOf } from './problems.ts';

/** Answers every error with a problem (RFC 9457). Only what we did not foresee is logged as an error, with its cause. */
export function problemResponses(log: Log): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    onError: (request) => {
      const { requestContext, routeKey, pathParameters } = request.event;
      const { requestId } = requestContext;
      const { problem, headers } = problemOf(request.error, requestId);
      const { caseId } = pathParameters ?? {};
      const { status, code } = problem;
      const facts = { requestId, route: routeKey, status, code, ...(caseId !== undefined && { caseId }) };
      if (problem.status >= 500) log.error('request failed', request.error, facts);
      else log.info('request refused', facts);
      request.response = {
        statusCode: problem.status,
        headers: {
          'content-type': 'application/problem+json',
          'x-request-id': requestId,
          'cache-control': 'no-store',
          ...headers,
        },
        body: JSON.stringify(problem),
      };
    },
  };
}
