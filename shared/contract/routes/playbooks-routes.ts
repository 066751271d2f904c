import * as z from 'zod/mini';
import type { RouteTable } from '../route-spec.ts';
import * as replies from '../schemas/playbook-replies.ts';
import { empty } from '../schemas/primitives.ts';

/** What the function itself takes apart, because the shape of a playbook is no part of the contract's bundle. */
const playbook = z.record(z.string(), z.unknown());

/** Playbooks: the processes that cases follow, as versioned data. */
export const PLAYBOOK_ROUTES = {
  'GET /v1/playbooks': {
    context: 'playbooks',
    summary: 'Playbooks, with the status of every version',
    access: 'read_playbooks',
    status: 200,
    reply: replies.playbookList,
  },
  'GET /v1/playbooks/schema.json': {
    context: 'playbooks',
    summary: 'JSON Schema of a playbook',
    access: 'public',
    status: 200,
  },
  'GET /v1/playbooks/{playbookId}': {
    context: 'playbooks',
    summary: 'Versions of a playbook',
    access: 'read_playbooks',
    status: 200,
    reply: replies.playbookVersions,
  },
  'GET /v1/playbooks/{playbookId}/versions/{playbookVersion}': {
    context: 'playbooks',
    summary: 'One version, with its document and what its examination finds',
    access: 'read_playbooks',
    status: 200,
    reply: replies.playbookVersion,
  },
  'PUT /v1/playbooks/{playbookId}/versions/{playbookVersion}': {
    context: 'playbooks',
    summary: 'Upload a version as a draft',
    access: 'write_playbooks',
    status: 200,
    body: playbook,
    reply: replies.playbookVersion,
  },
  'GET /v1/playbooks/{playbookId}/versions/{playbookVersion}/lint': {
    context: 'playbooks',
    summary: 'What the examination of a version finds; nothing means that it may be published',
    access: 'read_playbooks',
    status: 200,
    reply: replies.findingList,
  },
  'POST /v1/playbooks/{playbookId}/versions/{playbookVersion}/publish': {
    context: 'playbooks',
    summary: 'Publish a draft that somebody else has uploaded',
    access: 'write_playbooks',
    status: 200,
    ifMatch: true,
    body: empty,
    reply: replies.playbookVersion,
  },
  'POST /v1/playbooks/{playbookId}/versions/{playbookVersion}/retire': {
    context: 'playbooks',
    summary: 'Open no more cases with a version',
    access: 'write_playbooks',
    status: 200,
    ifMatch: true,
    body: empty,
    reply: replies.playbookVersion,
  },
} as const satisfies RouteTable;
