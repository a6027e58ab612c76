import { useQuery } from '@tanstack/react-query'
import { InfluencerList } from '../../../modules/create/influencers/contract.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'

export const useInfluencers = (archived: boolean, wanted = true) => {
  const may = useMay()
  return useQuery({
    ...ask({
      topic: 'posts',
      path: '/influencers',
      query: { archived },
      schema: InfluencerList,
      fresh: 60_000,
    }),
    enabled: wanted && may('team.read'),
  })
}

/** Those that are offered, and those whom a post may still be with. */
export function useInfluencerNames(wanted = true): readonly { id: string; name: string }[] {
  const living = useInfluencers(false, wanted).data?.items ?? []
  const gone = useInfluencers(true, wanted).data?.items ?? []
  return [...living, ...gone]
}
