import { DraftOf, PlannedPost } from '../../../modules/plan/planned-posts/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite as useWriting } from '../../api/query.ts'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const touches = ['plan'] as const

/** Begins a draft for it and goes there. */
export function useWrite() {
  const go = useGo()
  return useWriting(
    ({ id }: PlannedPost) => api.post(path`/planned-posts/${id}/draft`, { schema: DraftOf }),
    { touches: ['plan', 'posts'], onSuccess: ({ postId }) => go(`/posts/${postId}`) },
  )
}

/** Planning anew may move it again. */
export function useGiveBack() {
  const t = useWords('plan')
  return useWriting(
    ({ id }: PlannedPost) =>
      api.patch(path`/planned-posts/${id}`, { body: { fixed: false }, schema: PlannedPost }),
    { touches, onSuccess: () => toast(t('planned.givenBack')) },
  )
}

/** Taken out it can be put back; it is then one that a person fixed. */
export function useRemove() {
  const t = useWords('plan')
  const again = useWriting(
    ({ channelId, civil, category, pillarId, campaignId, goalId, personaId, appeal, hint }: PlannedPost) =>
      api.post('/planned-posts', {
        body: { channelId, civil, category, pillarId, campaignId, goalId, personaId, appeal, hint },
        schema: PlannedPost,
      }),
    { touches },
  )
  return useWriting(({ id }: PlannedPost) => api.delete(path`/planned-posts/${id}`), {
    touches,
    onSuccess: (_, planned) => toast(t('planned.removed'), { undo: () => again.mutate(planned) }),
  })
}
