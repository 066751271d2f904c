import type { Place } from './naming.ts';

/** An HTTP API's own host, as templates put it together from its id. */
const API_ADDRESS = /https:\/\/\w+\.execute-api\.[\w-]+\.amazonaws\.com/g;
/** A user pool's issuer. */
const ISSUER = /https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/[\w-]+/g;

/** Replaces the addresses that templates build from ids, because no attribute of a resource gives them. */
export function localise(text: string, place: Pick<Place, 'publicUrl'>): string {
  return text.replace(API_ADDRESS, place.publicUrl).replace(ISSUER, `${place.publicUrl}/_auth`);
}
