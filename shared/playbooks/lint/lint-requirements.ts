import { MEDIA_TYPES } from '../../domain/case/media-types.ts';
import type { DocumentRequirement, MemberRole, Playbook } from '../../domain/playbook/playbook.ts';
import { type Finding, findingIf } from './finding.ts';

const MAXIMUM_COPIES = 10;
/** Kinds of proof that are of one medium by their nature. */
const MEDIA_OF_KINDS: readonly { readonly kind: RegExp; readonly media: string }[] = [
  { kind: /(^|_)(selfie|photo|portrait)$/, media: 'image/' },
  { kind: /(^|_)video$/, media: 'video/' },
  { kind: /(^|_)recording$/, media: 'audio/' },
];

/** Documents that nobody could ever send, or that nobody who sees that they are asked for may send. */
export function lintRequirements({ requirements, memberRoles }: Playbook): readonly Finding[] {
  return requirements.flatMap((requirement, i) => {
    const place = `/requirements/${i}`;
    return [
      ...lintMedia(requirement, place),
      ...lintCopy(requirement, place),
      ...lintViewers(requirement, place, memberRoles),
    ];
  });
}

function lintMedia({ oneOf, mediaTypes }: DocumentRequirement, place: string): readonly Finding[] {
  const unsupported = mediaTypes.flatMap((mediaType, i) =>
    findingIf(
      !MEDIA_TYPES.some((known) => known === mediaType),
      `${place}/mediaTypes/${i}`,
      'media-type-unsupported',
      `A file of the type “${mediaType}” never gets past the scan.`,
    ),
  );
  const misfits = oneOf.flatMap((kind, i) =>
    findingIf(
      mediaTypes.length > 0 && !fits(kind, mediaTypes),
      `${place}/oneOf/${i}`,
      'no-media-type-fits',
      `“${kind}” cannot come in a file of these types.`,
    ),
  );
  return unsupported.length > 0 ? unsupported : misfits;
}

function fits(kind: string, mediaTypes: readonly string[]): boolean {
  const media = MEDIA_OF_KINDS.find((one) => one.kind.test(kind))?.media;
  return media === undefined || mediaTypes.some((mediaType) => mediaType.startsWith(media));
}

/** What has no text is in no language, and nobody certifies a copy of it. */
function lintCopy(requirement: DocumentRequirement, place: string): readonly Finding[] {
  const { oneOf, copies = 1, certified, languages } = requirement;
  const isPicture = oneOf.length > 0 && oneOf.every((kind) => MEDIA_OF_KINDS.some((one) => one.kind.test(kind)));
  const message = 'None of the kinds of proof is written on paper.';
  return [
    ...findingIf(
      copies > MAXIMUM_COPIES,
      `${place}/copies`,
      'too-many-copies',
      `At most ${MAXIMUM_COPIES} documents can be asked for at once.`,
    ),
    ...findingIf(isPicture && certified === true, `${place}/certified`, 'requirement-contradiction', message),
    ...findingIf(isPicture && languages !== undefined, `${place}/languages`, 'requirement-contradiction', message),
  ];
}

/** What only the member sees, the member has to be able to send. */
function lintViewers(
  { per, visibleTo }: DocumentRequirement,
  place: string,
  memberRoles: readonly MemberRole[],
): readonly Finding[] {
  if (visibleTo !== 'member') return [];
  if (per === 'case') {
    const message = 'A document of the whole case is no single member’s to see.';
    return findingIf(true, `${place}/visibleTo`, 'nobody-can-supply', message);
  }
  return per.roles.flatMap((id, i) => {
    const role = memberRoles.find((one) => one.id === id);
    const mayNot = role !== undefined && !role.rights.includes('upload');
    const message = `Only the “${id}” sees this, who may not send it.`;
    return findingIf(mayNot, `${place}/per/roles/${i}`, 'nobody-can-supply', message);
  });
}
