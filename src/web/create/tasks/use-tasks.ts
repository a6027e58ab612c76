import { useInfiniteQuery } from '@tanstack/react-query'
import { Task, type TaskChange, TaskList, type TaskQuery } from '../../../modules/create/tasks/contract.ts'
import { api, path } from '../../api/client.ts'
import { askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const touches = ['tasks', 'notifications'] as const

export const useTasks = (query: Partial<Omit<TaskQuery, 'cursor'>>) =>
  useInfiniteQuery(askPages({ topic: 'tasks', also: ['posts'], path: '/tasks', query, schema: TaskList }))

/** What is done with a task, each with its way back. */
export function useTaskActs() {
  const t = useWords('tasks')
  const change = useWrite(
    ({ id, ...body }: TaskChange & { id: string }) => api.patch(path`/tasks/${id}`, { body, schema: Task }),
    { touches },
  )
  const restore = useWrite(
    ({ id }: Pick<Task, 'id'>) => api.post(path`/tasks/${id}/restore`, { schema: Task }),
    {
      touches,
      onSuccess: () => toast(t('restored')),
    },
  )
  const remove = useWrite(({ id }: Pick<Task, 'id'>) => api.delete(path`/tasks/${id}`), {
    touches,
    onSuccess: (_, task) => toast(t('deleted'), { undo: () => restore.mutate(task) }),
  })
  const mark = ({ id, title }: Pick<Task, 'id' | 'title'>, done: boolean) =>
    change.mutate(
      { id, done },
      {
        onSuccess: () =>
          toast(t(done ? 'done' : 'reopened', { title }), {
            undo: () => change.mutate({ id, done: !done }),
          }),
      },
    )
  return { mark, remove, busy: change.isPending }
}
