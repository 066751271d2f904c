// Preloaded into the engine and its threads (`node --import …/count-calls.mjs?<file> local/start.ts`): notes every HTTP
// request that a function makes, one line each: the name of the function, and the operation or method.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = decodeURIComponent(new URL(import.meta.url).search.slice(1));

if (!isMainThread) {
  subscribe('http.client.request.start', ({ request }) => {
    const operation = request.getHeader('x-amz-target') ?? request.method;
    appendFileSync(file, `${process.env.AWS_LAMBDA_FUNCTION_NAME} ${operation}\n`);
  });
}
