import { ROLES } from '../domain/vocabulary.ts';

/** Groups of the user pool: one a role. They reach the functions as the token's `cognito:groups`. */
export const TOKEN_GROUPS = ROLES;
