import { Agent, request } from 'node:http';
import type { Batch, Call, Outcome } from './load.ts';

// The load generator's own process: takes a batch of calls, makes them, tells how long each took.

function send(url: URL, call: Call, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const headers = {
      ...call.headers,
      ...(call.body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(call.body),
      }),
    };
    const outgoing = request(new URL(call.path, url), { method: call.method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === call.status) return resolve(performance.now() - startedAt);
        const text = Buffer.concat(chunks).toString().slice(0, 500);
        reject(new Error(`${call.method} ${call.path} answered ${response.statusCode}: ${text}`));
      });
    });
    outgoing.once('error', reject);
    outgoing.end(call.body);
  });
}

async function run({ url, calls, concurrency }: Batch): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const address = new URL(url);
  const latencies: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let call = calls[next++]; call; call = calls[next++]) latencies.push(await send(address, call, agent));
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const tookMs = performance.now() - startedAt;
  agent.destroy();
  return { latencies, tookMs };
}

process.on('message', (batch: Batch) => {
  run(batch).then(
    (outcome) => process.send!({ outcome }),
    (error: unknown) => process.send!({ failure: String(error) }),
  );
});
