import { DEMO_PASSWORD, SIGN_INS } from './cli/demo-world.ts';
import type { EnginePorts } from './parts.ts';

/** What `npm start` tells the operator before it says that it is ready. */
export function announcement(publicUrl: string, ports: EnginePorts): string[] {
  const signIns = SIGN_INS.map(({ roles, username }) => `  ${String(roles.at(-1)).padEnd(14)} ${username}`);
  return [
    `API          ${publicUrl}/v1`,
    `API docs     ${publicUrl}/v1/docs`,
    `Mail viewer  ${publicUrl}/_mail`,
    `Mail in      smtp://127.0.0.1:${ports.smtp}`,
    `Sign-ins     (password ${DEMO_PASSWORD}; "npm run token -- <sign-in>" prints a token)`,
    ...signIns,
  ];
}
