import { lazy, Suspense } from 'react'
import { useMay } from '../../api/me.ts'
import { Skeleton } from '../../kit/empty.tsx'
import { useWords } from '../../kit/words.ts'

const PostTasks = lazy(() => import('../tasks/post-tasks.tsx'))

/** What is to be done for a post, for those who may see it. It comes after the page. */
export function TasksPlace({ postId }: { postId: string }) {
  const t = useWords('tasks')
  const may = useMay()
  if (!may('team.read')) return null
  return (
    <section aria-label={t('ofPost')}>
      <Suspense fallback={<Skeleton className="h-24 w-full" />}>
        <PostTasks postId={postId} />
      </Suspense>
    </section>
  )
}
