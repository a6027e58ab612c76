import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { Task } from '../../modules/create/tasks/contract.ts'
import type { WaitingTasks } from '../../modules/create/tasks-waiting/contract.ts'
import { api, path } from '../api/client.ts'
import { useWrite } from '../api/query.ts'
import { Button } from '../kit/button.tsx'
import { sayDay } from '../kit/days.ts'
import { useFormats } from '../kit/format.ts'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

/** The soonest of them; the rest have a page. */
const most = 5

/** What whoever is here is to do until tomorrow. */
export default function TaskRows({ waiting: { items, open } }: { waiting: WaitingTasks }) {
  const t = useWords('today')
  return (
    <>
      {items.slice(0, most).map((task) => (
        <TaskRow key={task.id} task={task} />
      ))}
      {open > Math.min(items.length, most) && (
        <li>
          <Link
            to="/tasks"
            search={{ whose: 'mine' } as never}
            className="flex min-h-control items-center px-4 py-2 font-medium text-accent hover:bg-hover md:px-5"
          >
            {t('needs.tasksMore', { count: open - Math.min(items.length, most) })}
          </Link>
        </li>
      )}
    </>
  )
}

function TaskRow({ task: { id, title, dueOn, overdue, postId } }: { task: WaitingTasks['items'][number] }) {
  const t = useWords('today')
  const { locale } = useFormats()
  const change = useWrite(
    (done: boolean) => api.patch(path`/tasks/${id}`, { body: { done }, schema: Task }),
    { touches: ['tasks', 'notifications'] },
  )
  const day = sayDay(dueOn, locale, { weekday: 'short', day: 'numeric', month: 'short' })
  const finish = () =>
    change.mutate(true, {
      onSuccess: () => toast(t('needs.taskDone', { title }), { undo: () => change.mutate(false) }),
    })
  return (
    <NeedRow
      icon={ListChecks}
      tone={overdue ? 'warn' : 'accent'}
      to={postId ? `/posts/${postId}` : `/tasks/${id}`}
      title={title}
      facts={t(overdue ? 'needs.taskOverdue' : 'needs.taskDue', { day })}
      actions={
        <Button size="small" busy={change.isPending} onClick={finish}>
          {t('needs.taskFinish')}
        </Button>
      }
    />
  )
}
