import type { AuditRow } from '../../../modules/people/audit/contract.ts'

const pages: Record<string, string> = {
  post: '/posts/',
  delivery: '/deliveries/',
  channel: '/channels/',
  goal: '/goals/',
  persona: '/personas/',
  competitor: '/competitors/',
  contractor_job: '/contractors/',
  hook: '/settings/webhooks/',
}

/** Where the thing can be looked at, as long as it is there and has a page of its own. */
export function placeOf({ subject: { kind, id, name } }: Pick<AuditRow, 'subject'>): string | null {
  const page = pages[kind]
  return page && id && name !== null ? `${page}${id}` : null
}
