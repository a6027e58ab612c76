import { type Post, PostAnswer } from '../../../modules/create/posts/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'

const touches = ['posts', 'deliveries'] as const

type Named = Pick<Post, 'id'>

/** What can be done with a whole post, each with its way back. */
export function usePostActs() {
  const t = useWords('posts')
  const go = useGo()
  const restore = useWrite(
    (post: Named) => api.post(path`/posts/${post.id}/restore`, { schema: PostAnswer }),
    {
      touches,
      onSuccess: () => toast(t('restored')),
    },
  )
  const remove = useWrite((post: Named) => api.delete(path`/posts/${post.id}`), {
    touches,
    onSuccess: (_, post) => toast(t('deleted'), { undo: () => restore.mutate(post) }),
  })
  const duplicate = useWrite(
    (post: Named) => api.post(path`/posts/${post.id}/duplicate`, { schema: PostAnswer }),
    {
      touches,
      onSuccess: (copy) => {
        toast(t('duplicated'))
        go(`/posts/${copy.id}`)
      },
    },
  )
  const schedule = useWrite(
    ({ id, at, zone }: Named & { at: string; zone: string }) =>
      api.post(path`/posts/${id}/schedule`, { body: { when: { kind: 'at', at, zone } }, schema: PostAnswer }),
    { touches, onSuccess: () => toast(t('scheduledAgain')) },
  )
  const unschedule = useWrite(
    (post: Post) => api.post(path`/posts/${post.id}/unschedule`, { schema: PostAnswer }),
    {
      touches,
      onSuccess: (_, before) => {
        const first = before.deliveries.find((delivery) => delivery.state === 'scheduled')
        const zone = before.wish?.zone
        const undo =
          first && zone
            ? () => schedule.mutate({ id: before.id, at: toCivil(first.dueAt, zone), zone })
            : undefined
        toast(t('unscheduled'), { undo })
      },
    },
  )
  return { restore, remove, duplicate, unschedule }
}
