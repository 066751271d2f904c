import { inject } from 'vitest';
import { EngineControls } from '../../local/demo/engine-controls.ts';
import { ApiClient } from './running-system-client.ts';
import type { SharedSystem } from './running-system-setup.ts';

/** The system that the journey tests share, and how they speak to it. */
export interface Scene extends SharedSystem {
  readonly api: ApiClient;
  readonly engine: EngineControls;
}

/** The running system of this test run. It keeps what earlier files did: tests look at their own cases only. */
export function runningSystem(): Scene {
  const shared = inject('sharedSystem');
  return { ...shared, api: new ApiClient(shared.system), engine: new EngineControls(shared.url) };
}
