import { Aws } from 'aws-cdk-lib';
import type { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import type { StageSettings } from '../stages.ts';

/** DNS records to create before mail goes out signed and comes in: `<name> <type> <value>`. */
export function mailDnsRecords(identity: EmailIdentity, mail: StageSettings['mail']): readonly string[] {
  return [
    `${identity.dkimDnsTokenName1} CNAME ${identity.dkimDnsTokenValue1}`,
    `${identity.dkimDnsTokenName2} CNAME ${identity.dkimDnsTokenValue2}`,
    `${identity.dkimDnsTokenName3} CNAME ${identity.dkimDnsTokenValue3}`,
    `_dmarc.${mail.domain} TXT "v=DMARC1; p=quarantine"`,
    `${mail.inboundDomain} MX 10 inbound-smtp.${Aws.REGION}.amazonaws.com`,
  ];
}
