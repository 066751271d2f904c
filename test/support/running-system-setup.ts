import type { TestProject } from 'vitest/node';
import { buildApp } from '../../local/build-app.ts';
import type { RunningSystem } from '../../local/cli/running-system.ts';
import { startOwnSystem } from './running-system-own.ts';

/** Where the system that all journey tests share answers. */
export interface SharedSystem {
  readonly system: RunningSystem;
  readonly url: string;
  readonly smtpPort: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly sharedSystem: SharedSystem;
  }
}

/** Builds the app once and starts one system for the whole run; the journey tests play one after another on it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  buildApp(process.cwd());
  const { system, url, smtpPort, stop } = await startOwnSystem();
  project.provide('sharedSystem', { system, url, smtpPort });
  return stop;
}
