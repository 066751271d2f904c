import { buildApp } from '../../local/build-app.ts';

/** Builds the app before any test starts it. */
export default function setUp(): void {
  buildApp(process.cwd());
}
