import { isDeepStrictEqual } from 'node:util';
import type { StreamMapping } from './stream-mapping.ts';
import type { StreamHead, StreamRow } from './stream-source.ts';

const SEQUENCE_DIGITS = 20;

/** DynamoDB's sequence numbers are long digit strings without a leading zero. */
export function sequenceNumber(id: number): string {
  return `1${String(id).padStart(SEQUENCE_DIGITS, '0')}`;
}

/**
 * One record of a DynamoDB stream event as JSON text; the stored images are taken over without parsing them.
 * Source: Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB".
 */
export function recordJson(row: StreamRow, mapping: StreamMapping, region: string, clockOffsetMs: number): string {
  const createdAtSeconds = row.createdAtSeconds + Math.floor(clockOffsetMs / 1000);
  const images = [
    `"Keys":${row.keysJson}`,
    ...(row.newImageJson === null ? [] : [`"NewImage":${row.newImageJson}`]),
    ...(row.oldImageJson === null ? [] : [`"OldImage":${row.oldImageJson}`]),
  ].join(',');
  const sizeBytes = row.keysJson.length + (row.newImageJson?.length ?? 0) + (row.oldImageJson?.length ?? 0);
  return (
    `{"eventID":"${mapping.id}-${row.id}","eventName":"${row.eventName}","eventVersion":"1.1",` +
    `"eventSource":"aws:dynamodb","awsRegion":"${region}","eventSourceARN":"${mapping.streamArn}",` +
    `"dynamodb":{"ApproximateCreationDateTime":${createdAtSeconds},${images},` +
    `"SequenceNumber":"${sequenceNumber(row.id)}","SizeBytes":${sizeBytes},` +
    `"StreamViewType":"${mapping.streamViewType}"}}`
  );
}

/** Says what can be said without the images: false when the row cannot reach the function. */
export function mayReachFunction({ eventName, keysJson }: StreamHead, { patterns }: StreamMapping): boolean {
  if (patterns.length === 0) return true;
  const record = { eventName, dynamodb: { Keys: JSON.parse(keysJson) } };
  return patterns.some(
    ({ eventNames, readsImages, matches }) => (eventNames?.has(eventName) ?? true) && (readsImages || matches(record)),
  );
}

/**
 * Says whether a row reaches the function: it must match one of the filters, and a write that changed nothing is none
 * (the local server records it, DynamoDB does not).
 */
export function reachesFunction(row: StreamRow, mapping: StreamMapping): boolean {
  const patterns = mapping.patterns.filter(({ eventNames }) => eventNames?.has(row.eventName) ?? true);
  if (mapping.patterns.length > 0 && patterns.length === 0) return false;
  if (changesNothing(row)) return false;
  if (patterns.length === 0) return true;
  const record = { eventName: row.eventName, dynamodb: parsedImages(row) };
  return patterns.some(({ matches }) => matches(record));
}

function changesNothing(row: StreamRow): boolean {
  const { newImageJson, oldImageJson } = row;
  if (newImageJson === null || oldImageJson === null || newImageJson.length !== oldImageJson.length) return false;
  return newImageJson === oldImageJson || isDeepStrictEqual(JSON.parse(newImageJson), JSON.parse(oldImageJson));
}

function parsedImages(row: StreamRow): Record<string, unknown> {
  return {
    Keys: JSON.parse(row.keysJson),
    ...(row.newImageJson === null ? {} : { NewImage: JSON.parse(row.newImageJson) }),
    ...(row.oldImageJson === null ? {} : { OldImage: JSON.parse(row.oldImageJson) }),
  };
}
