import { useQuery } from '@tanstack/react-query'
import { type Colleague, ColleagueList } from '../../../modules/create/company/contract.ts'
import { useMay, useMe } from '../../api/me.ts'
import { ask } from '../../api/query.ts'

/** Whom one can call upon, oneself not among them; with a post, whether they see it. */
export function useColleagues(post?: string, enabled = true): readonly Colleague[] {
  const isTeam = useMay()('team.read')
  const me = useMe()
  const question = ask({
    topic: 'members',
    also: ['posts'],
    path: '/colleagues',
    query: { post },
    schema: ColleagueList,
    fresh: 60_000,
  })
  const { data } = useQuery({ ...question, enabled: isTeam && enabled })
  return (data?.items ?? []).filter(({ id }) => id !== me?.id)
}
