import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Advice, type OverruleBody, PostAdvice } from '../../../modules/plan/advice/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'

const askAdvice = (postId: string) =>
  ask({
    topic: 'posts',
    also: ['plan', 'goals', 'personas', 'channels'],
    path: path`/posts/${postId}/advice`,
    schema: PostAdvice,
    fresh: 0,
  })

/** What the strategy says to the post as it was last saved, and what somebody left as it is. */
export function useAdvice() {
  const t = useWords('advice')
  const client = useQueryClient()
  const { post } = useComposing()
  const id = post?.id ?? ''
  const { data } = useQuery({ ...askAdvice(id), enabled: post !== null })
  const put = (body: OverruleBody) => api.put(path`/posts/${id}/advice`, { body, schema: PostAdvice })
  const write = useWrite(put, {
    touches: ['posts'],
    onSuccess: (after) => client.setQueryData(askAdvice(id).queryKey, after),
  })
  const items = data?.items ?? []
  return {
    open: items.filter(({ overruled }) => !overruled),
    left: items.filter(({ overruled }) => overruled),
    leave: ({ code, about }: Advice) =>
      write.mutate(
        { code, about, overruled: true },
        {
          onSuccess: () =>
            toast(t('leftSo'), {
              undo: async () => {
                client.setQueryData(askAdvice(id).queryKey, await put({ code, about, overruled: false }))
              },
            }),
        },
      ),
    takeUp: ({ code, about }: Advice) => write.mutate({ code, about, overruled: false }),
  }
}
