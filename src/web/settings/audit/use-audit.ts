import { useInfiniteQuery } from '@tanstack/react-query'
import { AuditList } from '../../../modules/people/audit/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { askPages } from '../../api/query.ts'
import { auditPage } from './routes.tsx'
import { instantsOf } from './window.ts'

/** What the address asks for, as the API is asked: the list and the table alike. */
export function useAsked() {
  const { timeZone } = useWorkspace()
  const { q, about, from, to, actor, subject, address } = auditPage.useSearch()
  return {
    text: q,
    action: about && `${about}.`,
    actorId: actor,
    subjectId: subject,
    address,
    ...instantsOf({ from, to }, timeZone),
  }
}

/** Whether anything is asked for but everything. */
export const useNarrowed = (): boolean => Object.values(useAsked()).some((value) => value !== undefined)

export function useAudit() {
  const query = useAsked()
  const found = useInfiniteQuery(askPages({ topic: 'workspace', path: '/audit', query, schema: AuditList }))
  return { ...found, items: found.data?.pages.flatMap(({ items }) => items) ?? [] }
}
