import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type Post, PostAnswer } from '../../../modules/create/posts/contract.ts'
import { PostVersion, VersionList } from '../../../modules/create/versions/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const useVersions = (postId: string) =>
  useInfiniteQuery(askPages({ topic: 'posts', path: path`/posts/${postId}/versions`, schema: VersionList }))

/** What one version says; it changes only while its stretch of work goes on. */
export const useVersion = (postId: string, id: string | undefined) =>
  useQuery({
    ...ask({ topic: 'posts', path: path`/posts/${postId}/versions/${id ?? ''}`, schema: PostVersion }),
    enabled: id !== undefined,
  })

export const usePost = (id: string) =>
  useQuery(ask({ topic: 'posts', path: path`/posts/${id}`, schema: PostAnswer }))

const restoring = (postId: string, id: string, version: number) =>
  api.post(path`/posts/${postId}/versions/${id}/restore`, { body: { version }, schema: PostAnswer })

/** Brings words back; what they took the place of stands next among the versions, and comes back the same way. */
export function useRestore() {
  const t = useWords('together')
  const undo = useWrite(
    async ({ id, version }: Pick<Post, 'id' | 'version'>) => {
      const { items } = await api.get(path`/posts/${id}/versions`, {
        query: { limit: 2 },
        schema: VersionList,
      })
      const before = items[1]
      return before ? restoring(id, before.id, version) : null
    },
    { touches: ['posts', 'approval', 'deliveries'] },
  )
  return useWrite(({ post, id }: { post: Post; id: string }) => restoring(post.id, id, post.version), {
    touches: ['posts', 'approval', 'deliveries'],
    onSuccess: (post) => toast(t('versions.restored'), { undo: () => undo.mutate(post) }),
  })
}
