import { Link } from '@tanstack/react-router'
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import type { Task } from '../../../modules/create/tasks/contract.ts'
import { useMay } from '../../api/me.ts'
import { Badge } from '../../kit/badge.tsx'
import { IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { useTaskActs } from './use-tasks.ts'

type Props = {
  task: Task
  onChange: () => void
  /** On the post itself its post is not named. */
  onPost?: boolean
}

/** One thing that is to be done: ticked off here, changed in its form. */
export function TaskRow({ task, onChange, onPost }: Props) {
  const t = useWords('tasks')
  const may = useMay()('task.write')
  const { mark, remove } = useTaskActs()
  const { title, note, doneAt } = task
  return (
    <li className="flex items-start gap-3 py-3">
      <Checkbox
        hideLabel
        className="pt-0.5"
        label={t('markDone', { title })}
        checked={doneAt !== null}
        disabled={!may}
        onChange={(done) => mark(task, done)}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {may ? (
            <button
              type="button"
              onClick={onChange}
              className={cx(
                'min-h-6 min-w-0 text-left font-medium break-words hover:underline touch:min-h-11',
                doneAt && 'text-muted line-through',
              )}
            >
              {title}
            </button>
          ) : (
            <span className="min-w-0 font-medium break-words">{title}</span>
          )}
          {task.overdue && <Badge tone="warn">{t('overdue')}</Badge>}
        </span>
        <Facts task={task} />
        {note && <p className="line-clamp-2 text-sm break-words whitespace-pre-wrap text-muted">{note}</p>}
        {task.post && !onPost && (
          <Link
            to={`/posts/${task.post.id}`}
            className="w-fit max-w-full truncate text-sm text-accent hover:underline"
          >
            {task.post.text ? t('post', { text: task.post.text }) : t('postUntitled')}
          </Link>
        )}
      </div>
      {may && (
        <Menu trigger={<IconButton size="small" icon={Ellipsis} label={t('more', { title })} />}>
          <MenuItem icon={PencilLine} onSelect={onChange}>
            {t('change')}
          </MenuItem>
          <MenuItem icon={Trash2} danger onSelect={() => remove.mutate(task)}>
            {t('delete')}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}

function Facts({ task: { assignee, dueOn, madeBy, doneAt, doneBy } }: { task: Task }) {
  const t = useWords('tasks')
  const formats = useFormats()
  const isThisYear = dueOn?.slice(0, 4) === new Date().toISOString().slice(0, 4)
  const day =
    dueOn &&
    sayDay(dueOn, formats.locale, {
      ...{ weekday: 'short', day: 'numeric', month: 'short' },
      ...(!isThisYear && { year: 'numeric' }),
    })
  const when = doneAt && formats.moment(doneAt)
  const facts = when
    ? [doneBy ? t('doneBy', { name: doneBy, when }) : t('doneWhen', { when })]
    : [
        assignee?.name ?? t('nobody'),
        day && t('until', { day }),
        madeBy && madeBy !== assignee?.name && t('madeBy', { name: madeBy }),
      ]
  return <p className="text-sm break-words text-muted">{facts.filter(Boolean).join(' · ')}</p>
}
