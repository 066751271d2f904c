import { DEMO_PASSWORD, SIGN_INS } from './cli/demo-world.ts';
import type { EnginePorts } from './parts.ts';

/** What `npm start` tells the operator before it says that it is ready. */
export function announcement(publicUrl: string, ports: EnginePorts): string[] {
  const roles = [...new Set(SIGN_INS.flatMap(({ roles }) => roles))];
  const signIns = roles.map((role) => {
    const person =
      SIGN_INS.find(({ roles }) => roles.at(-1) === role) ?? SIGN_INS.find(({ roles }) => roles.includes(role));
    return `  ${role.padEnd(14)} ${person!.username}`;
  });
  return [
    `API          ${publicUrl}/v1`,
    `API docs     ${publicUrl}/v1/docs`,
    `Mail viewer  ${publicUrl}/_mail`,
    `Mail in      smtp://127.0.0.1:${ports.smtp}`,
    `Sign-ins     (password ${DEMO_PASSWORD}; "npm run token -- <sign-in>" prints a token)`,
    ...signIns,
  ];
}
