import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Companion, Company } from '../../../modules/create/company/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { newUuid } from '../../kit/uuid.ts'

const beatMs = 15_000

export type Place = { postId: string; channelId: string | null; writes: boolean }

/** Says where in a post one is, for as long as the page is seen, and answers who else is there. */
export function useCompany({ postId, channelId, writes }: Place): readonly Companion[] {
  const client = useQueryClient()
  const isTeam = useMay()('team.read')
  const [tab] = useState(newUuid)
  const company = useQuery({
    ...ask({ topic: 'company', path: path`/posts/${postId}/company`, schema: Company }),
    enabled: isTeam,
  })
  useEffect(() => {
    if (!isTeam) return
    const { queryKey } = ask({ topic: 'company', path: path`/posts/${postId}/company`, schema: Company })
    const here = path`/posts/${postId}/company/${tab}`
    const beat = () => {
      if (document.visibilityState === 'hidden') return
      // Whoever cannot be told is company no less; the next beat tries again.
      api
        .put(here, { body: { channelId, writes }, schema: Company, key: null })
        .then((found) => client.setQueryData(queryKey, found))
        .catch(() => {})
    }
    beat()
    const timer = setInterval(beat, beatMs)
    document.addEventListener('visibilitychange', beat)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', beat)
    }
  }, [client, isTeam, postId, tab, channelId, writes])
  useEffect(() => {
    if (!isTeam) return
    return () => void api.delete(path`/posts/${postId}/company/${tab}`, { key: null }).catch(() => {})
  }, [isTeam, postId, tab])
  return company.data?.items ?? []
}
