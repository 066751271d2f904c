import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** Characters of a generated key; letters and digits only, so about 380 bits. */
const KEY_LENGTH = 64;

/** What the service signs with. Generated once, kept for ever: what was signed must stay verifiable. */
export class SigningKeys extends Construct {
  readonly cursor: Secret;
  readonly callback: Secret;
  readonly reply: Secret;

  constructor(scope: Construct, id: string, key: IKey | undefined) {
    super(scope, id);
    const create = (name: string, description: string) =>
      new Secret(this, name, {
        description,
        ...(key && { encryptionKey: key }),
        generateSecretString: { passwordLength: KEY_LENGTH, excludePunctuation: true },
        removalPolicy: RemovalPolicy.RETAIN,
      });
    this.cursor = create('Cursor', 'Signs list cursors');
    this.callback = create('Callback', 'Signs the callbacks of check providers');
    this.reply = create('Reply', 'Signs the reply addresses of mail');
  }
}
