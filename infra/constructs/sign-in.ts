import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { TOKEN_GROUPS } from '../../shared/contract/groups.ts';
import type { StageSettings } from '../stages.ts';

const PASSWORD_LENGTH = 12;
/** What a machine may be allowed to do; the policy of the service decides the rest. */
const SCOPES: Readonly<Record<string, string>> = {
  'cases:read': 'Read cases',
  'cases:write': 'Open and change cases',
  'documents:write': 'Upload documents',
};

/** Who may ask: people of the user pool through the portal, machines by client credentials. */
export class SignIn extends Construct {
  readonly pool: UserPool;
  readonly portal: UserPoolClient;
  readonly machine: UserPoolClient;

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      // A person's name is their id on record (`agent_…`, `contact_…`), which access tokens carry as `username`.
      signInAliases: { username: true, email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: PASSWORD_LENGTH,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: settings.signIn.mfaRequired ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      deletionProtection: settings.deletionProtection,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const groupName of TOKEN_GROUPS)
      new UserPoolGroup(this, `Group-${groupName}`, { userPool: this.pool, groupName });
    this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `gangway-${settings.stage}-${Aws.ACCOUNT_ID}` },
    });
    this.portal = this.addPortal(settings);
    this.machine = this.addMachine();
  }

  private addPortal(settings: StageSettings): UserPoolClient {
    const { passwordFlows } = settings.signIn;
    return this.pool.addClient('Portal', {
      generateSecret: false,
      authFlows: { userSrp: true, userPassword: passwordFlows, adminUserPassword: passwordFlows },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [...settings.portal.callbackUrls],
        logoutUrls: [settings.portal.url],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.days(1),
    });
  }

  private addMachine(): UserPoolClient {
    const scopes = Object.entries(SCOPES).map(
      ([scopeName, scopeDescription]) => new ResourceServerScope({ scopeName, scopeDescription }),
    );
    const server = this.pool.addResourceServer('Api', { identifier: 'gangway', scopes });
    return this.pool.addClient('Machine', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: scopes.map((scope) => OAuthScope.resourceServer(server, scope)),
      },
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
    });
  }
}
