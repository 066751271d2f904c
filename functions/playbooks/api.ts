import type { InputError } from '../../shared/domain/errors.ts';
import { publishVersion, retireVersion, uploadVersion } from '../../shared/domain/playbook/change-version.ts';
import { PlaybookNotFound } from '../../shared/domain/playbook/refusals.ts';
import type { Handlers } from '../../shared/http/incoming.ts';
import { wholeList } from '../../shared/http/whole-list.ts';
import type { Finding } from '../../shared/playbooks/lint/finding.ts';
import type { PlaybooksDeps } from './deps.ts';
import { migrationHandlers } from './migration-handlers.ts';
import { playbookCommand, refOf, requireConfiguration, requireStored } from './playbook-command.ts';
import { presentRegister, presentVersion, replyWithVersion } from './present-version.ts';
import { readDocument } from './read-document.ts';

const asInputError = ({ place: pointer, code, message }: Finding): InputError => ({ pointer, code, message });

export const playbooksHandlers = (deps: PlaybooksDeps): Handlers<'playbooks'> => ({
  ...migrationHandlers(deps.migration),

  'GET /v1/playbooks': async ({ caller }) => {
    requireConfiguration(caller, 'read_playbooks');
    return { body: wholeList((await deps.playbooks.registers()).map(presentRegister)) };
  },

  'GET /v1/playbooks/schema.json': async () => ({
    body: deps.schema,
    headers: { 'content-type': 'application/schema+json', 'cache-control': 'public, max-age=3600' },
  }),

  'GET /v1/playbooks/{playbookId}': async ({ caller, params }) => {
    requireConfiguration(caller, 'read_playbooks');
    const versions = await deps.playbooks.versions(params.playbookId);
    if (versions.length === 0) throw new PlaybookNotFound();
    return { body: wholeList(versions.map(presentVersion)) };
  },

  'GET /v1/playbooks/{playbookId}/versions/{playbookVersion}': async ({ caller, params }) => {
    requireConfiguration(caller, 'read_playbooks');
    return replyWithVersion(requireStored(await deps.playbooks.version(refOf(params))), deps.examine);
  },

  'GET /v1/playbooks/{playbookId}/versions/{playbookVersion}/lint': async ({ caller, params }) => {
    requireConfiguration(caller, 'read_playbooks');
    const { playbook } = requireStored(await deps.playbooks.version(refOf(params)));
    return { body: wholeList(deps.examine(playbook)) };
  },

  'PUT /v1/playbooks/{playbookId}/versions/{playbookVersion}': async (incoming) => {
    const playbook = readDocument(incoming.body, refOf(incoming.params));
    return playbookCommand(deps, incoming, (stored, changing) => {
      const record = uploadVersion(stored?.record, playbook, changing);
      return { record, playbook };
    });
  },

  'POST /v1/playbooks/{playbookId}/versions/{playbookVersion}/publish': (incoming) =>
    playbookCommand(deps, incoming, (stored, changing) => {
      const { record, playbook } = requireStored(stored);
      return { record: publishVersion(record, deps.examine(playbook).map(asInputError), changing), playbook };
    }),

  'POST /v1/playbooks/{playbookId}/versions/{playbookVersion}/retire': (incoming) =>
    playbookCommand(deps, incoming, (stored, changing) => {
      const { record, playbook } = requireStored(stored);
      return { record: retireVersion(record, changing), playbook };
    }),
});
