import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { Lambda, LambdaInvocationType, S3 } from 'aws-cdk-lib/aws-ses-actions';
import { Construct } from 'constructs';
import { RECEIVED_MAIL_PREFIX } from '../../shared/contract/received-mail.ts';
import { AsyncRetries } from './async-retries.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

export interface InboundMailProps {
  readonly inboundDomain: string;
  readonly bucket: Bucket;
  readonly receiver: LambdaFunction;
  /** Takes what the receiver gave up on; its role must be allowed to send there. */
  readonly abandoned: DeadLetterQueue;
}

const MAX_EVENT_AGE = Duration.hours(6);

/** Mail to the inbound domain is stored first and announced to the receiver second, so that nothing is lost with a call. */
export class InboundMail extends Construct {
  readonly ruleSet: ReceiptRuleSet;

  constructor(scope: Construct, id: string, props: InboundMailProps) {
    super(scope, id);
    this.ruleSet = new ReceiptRuleSet(this, 'RuleSet');
    this.ruleSet.addRule('Receive', {
      recipients: [props.inboundDomain],
      scanEnabled: true,
      // Many senders still have no TLS; what they write is public to their own relays already.
      tlsPolicy: TlsPolicy.OPTIONAL,
      actions: [
        new S3({ bucket: props.bucket, objectKeyPrefix: RECEIVED_MAIL_PREFIX }),
        new Lambda({ function: props.receiver, invocationType: LambdaInvocationType.EVENT }),
      ],
    });
    new AsyncRetries(this, 'Retries', { target: props.receiver, maxAge: MAX_EVENT_AGE, abandoned: props.abandoned });
  }
}
