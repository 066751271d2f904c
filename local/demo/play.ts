import type { RunningSystem } from '../cli/running-system.ts';
import { DemoClient } from './client.ts';
import { EngineControls } from './engine-controls.ts';
import { companyJourney } from './journeys/company.ts';
import { consumerJourney } from './journeys/consumer.ts';
import { auditFindings, doubledMails } from './proofs.ts';
import { type Row, Stage } from './stage.ts';

const WIDTHS = { actor: 6, call: 62, code: 3, state: 33 } as const;

/** Where to play, and whether somebody kills the system on the way. */
export interface Scene {
  readonly system: RunningSystem;
  readonly url: string;
  readonly smtpPort: number;
  readonly isKilled: boolean;
  /** Told of every call of the stories. */
  readonly onCall?: () => void;
}

export type Story = 'A company, opened by phone' | 'A consumer who accepts' | 'A consumer who does not answer';

const STORIES: Readonly<Record<Story, (stage: Stage, smtpPort: number) => Promise<string>>> = {
  'A company, opened by phone': companyJourney,
  'A consumer who accepts': (stage) => consumerJourney(stage, CARLA),
  'A consumer who does not answer': (stage) => consumerJourney(stage, LUIS),
};
const ALL_STORIES = Object.keys(STORIES) as readonly Story[];

/** Plays the stories in turn. @returns everything that was not as it must be */
export async function play(scene: Scene, stories = ALL_STORIES): Promise<readonly string[]> {
  const { system, url, smtpPort, isKilled, onCall } = scene;
  const client = new DemoClient(system, onCall);
  const engine = new EngineControls(url);
  const findings: string[] = [];
  for (const title of stories) {
    console.log(`\n${title}`);
    const stage = new Stage(client, engine, printRow, isKilled);
    await stage.begin();
    const caseId = await STORIES[title](stage, smtpPort);
    await stage.end();
    findings.push(...stage.differences, ...(await auditFindings(client, caseId)));
  }
  return [...findings, ...doubledMails(await engine.mails())];
}

const CARLA = { signIn: 'carla', personId: 'consumer_carla', name: 'Carla Mendes', end: 'accepted' } as const;
const LUIS = { signIn: 'luis', personId: 'consumer_luis', name: 'Luis Ortega', end: 'lapsed' } as const;

function printRow({ actor, call, code, state, mails }: Row): void {
  const cells = [
    actor.padEnd(WIDTHS.actor),
    call.padEnd(WIDTHS.call),
    code.padEnd(WIDTHS.code),
    state.padEnd(WIDTHS.state),
  ];
  console.log(`${cells.join('  ')}  ${mails === '' ? '' : `mail: ${mails}`}`.trimEnd());
}
