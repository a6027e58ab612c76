import { useQuery } from '@tanstack/react-query'
import { Standing } from '../../../modules/create/approval/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useComposing } from './composer-context.ts'

/** Whose yes is missing to what is wished out at once. Of what was never saved nothing is known before it is pressed. */
export function useNeeds(now: boolean): Standing['needs'] {
  const { post } = useComposing()
  const standing = useQuery({
    ...ask({
      topic: 'approval',
      also: ['posts', 'deliveries', 'members', 'team'],
      path: path`/posts/${post?.id ?? ''}/approval`,
      schema: Standing,
    }),
    enabled: now && post !== null && post.stage !== 'scheduled',
  })
  return now ? (standing.data?.needs ?? []) : []
}
