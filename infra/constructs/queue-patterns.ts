import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { EVENT_SOURCE, SUBSCRIPTIONS, type Subscription } from '../../shared/contract/events.ts';

/** Events of our bus that a subscription is about. */
export function subscriptionPattern(subscription: Subscription): EventPattern {
  return { source: [EVENT_SOURCE], detail: { data: { types: [...SUBSCRIPTIONS[subscription]] } } };
}

/** A new object version in one bucket, as S3 announces it on the default bus. */
export function objectCreatedPattern(bucketName: string): EventPattern {
  return { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucketName] } } };
}

/** What became of mail sent through one configuration set, as SES announces it on the default bus. */
export function mailFeedbackPattern(configurationSetName: string): EventPattern {
  return {
    source: ['aws.ses'],
    detailType: ['Email Sent', 'Email Rejected', 'Email Bounced', 'Email Complaint Received'],
    detail: { mail: { tags: { 'ses:configuration-set': [configurationSetName] } } },
  };
}
