import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Task } from '../../../modules/create/tasks/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { TaskForm } from './task-form.tsx'
import { TaskRow } from './task-row.tsx'
import { useTasks } from './use-tasks.ts'

/** What is to be done for one post, and what was. */
export default function PostTasks({ postId }: { postId: string }) {
  const t = useWords('tasks')
  const words = useProblemWords()
  const may = useMay()
  const [form, setForm] = useState<Task | 'new' | null>(null)
  const tasks = useTasks({ post: postId, state: 'all', limit: 20 })
  const all = tasks.data?.pages.flatMap(({ items }) => items) ?? []
  const sorted = [...all].sort((a, b) => Number(a.doneAt !== null) - Number(b.doneAt !== null))
  return (
    <Card
      title={t('ofPost')}
      actions={
        may('task.write') && (
          <Button size="small" icon={Plus} onClick={() => setForm('new')}>
            {t('add')}
          </Button>
        )
      }
    >
      {tasks.isPending && <Skeleton className="h-10 w-full" />}
      {tasks.error && <ErrorState small words={words(tasks.error)} onRetry={() => void tasks.refetch()} />}
      {tasks.isSuccess && all.length === 0 && <p className="text-sm text-muted">{t('nonePost')}</p>}
      {sorted.length > 0 && (
        <ul className="-my-1 divide-y divide-line">
          {sorted.map((task) => (
            <TaskRow key={task.id} task={task} onPost onChange={() => setForm(task)} />
          ))}
        </ul>
      )}
      <Pager
        more={tasks.hasNextPage}
        busy={tasks.isFetchingNextPage}
        onMore={() => void tasks.fetchNextPage()}
      />
      {form && (
        <TaskForm
          key={form === 'new' ? 'new' : form.id}
          task={form === 'new' ? null : form}
          postId={postId}
          onClose={() => setForm(null)}
        />
      )}
    </Card>
  )
}
