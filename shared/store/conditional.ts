import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { unlessThrottled } from './transact.ts';

/** Whether a conditional write was made. Another failure than that of its condition is thrown. */
export async function isWritten(write: Promise<unknown>): Promise<boolean> {
  try {
    await unlessThrottled(write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
