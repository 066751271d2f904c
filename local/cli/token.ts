import { SIGN_INS } from './demo-world.ts';
import { findRunningSystem } from './running-system.ts';
import { signIn } from './sign-in.ts';

/** `npm run token -- <sign-in>` prints a bearer token for the system on this machine. */
const name = process.argv[2];
if (name === undefined) {
  console.error(`usage: npm run token -- <sign-in>; sign-ins: ${SIGN_INS.map((one) => one.username).join(', ')}`);
  process.exit(2);
}
const system = await findRunningSystem();
if (system === undefined) throw new Error('nothing runs on this machine: npm start');
console.log(await signIn(system, name));
