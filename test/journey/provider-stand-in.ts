import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { signWebhook } from '../../functions/checks/webhook-signature.ts';
import { loadAssembly } from '../../local/assembly/load-assembly.ts';
import { ACCOUNT_ID } from '../../local/place.ts';
import type { Scene } from '../support/running-system.ts';
import type { Answer } from '../support/running-system-client.ts';

/** A check provider that says what a test wants it to say, with the right key. */
export class ProviderStandIn {
  readonly key: string;
  readonly #scene: Scene;

  private constructor(scene: Scene, key: string) {
    this.#scene = scene;
    this.key = key;
  }

  static async of(scene: Scene): Promise<ProviderStandIn> {
    return new ProviderStandIn(scene, await callbackKey(scene));
  }

  /** Signs and sends the text as it is. */
  async say(raw: string, headers?: Readonly<Record<string, string>>, provider = 'sim'): Promise<Answer> {
    const sending = { raw, headers: headers ?? (await this.sign(raw)) };
    return this.#scene.api.sendWith(undefined, 'POST', `/v1/provider-callbacks/${provider}`, sending);
  }

  async sign(raw: string, ageSeconds = 0): Promise<Record<string, string>> {
    const seconds = Math.floor((await this.#scene.engine.now()) / 1000) - ageSeconds;
    return { ...signWebhook(this.key, 'message-1', seconds, raw) };
  }
}

/** The key that the system and its provider share, from the secrets of the running engine. */
async function callbackKey({ system }: Scene): Promise<string> {
  const { awsUrl = '', region, apiUrl } = system;
  const place = { region, accountId: ACCOUNT_ID, publicUrl: apiUrl, awsUrl };
  const secret = loadAssembly(join(process.cwd(), 'cdk.out'), place).resources.find(
    ({ type, properties }) =>
      type === 'AWS::SecretsManager::Secret' && String(properties['Description']).includes('callbacks'),
  );
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SecretsManagerClient({ region, endpoint: awsUrl, credentials });
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secret?.physicalId }));
  client.destroy();
  if (SecretString === undefined) throw new Error('the engine keeps no key for callbacks');
  return SecretString;
}
