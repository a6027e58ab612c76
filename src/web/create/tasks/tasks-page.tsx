import { useQuery } from '@tanstack/react-query'
import { ListChecks, Plus, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Task } from '../../../modules/create/tasks/contract.ts'
import { path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useGo } from '../../kit/route.ts'
import { Select } from '../../kit/select.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { shownDues, shownWhose, taskPage, tasksPage } from './routes.tsx'
import { TaskForm } from './task-form.tsx'
import { TaskRow } from './task-row.tsx'
import { useTasks } from './use-tasks.ts'

/** What is to be done, for posts and for itself. */
export function Page() {
  const t = useWords('tasks')
  const words = useProblemWords()
  const may = useMay()
  const { state, whose, due, q } = tasksPage.useSearch()
  const setSearch = tasksPage.useSetSearch()
  const tasks = useTasks({
    state,
    ...(whose === 'nobody' ? { assignee: 'nobody' } : { whose }),
    ...(due !== 'any' && { due }),
    ...(q && { text: q }),
    limit: 40,
  })
  const all = tasks.data?.pages.flatMap(({ items }) => items) ?? []
  const none = tasks.isSuccess && all.length === 0
  const isNarrow = whose !== 'everybody' || due !== 'any' || q !== ''
  const add = may('task.write') && (
    <Button look="primary" icon={Plus} onClick={() => setSearch({ task: 'new' })}>
      {t('add')}
    </Button>
  )
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      width="read"
      actions={!(none && !isNarrow && state === 'open') && add}
      bar={
        <Tabs
          label={t('state')}
          value={state}
          onChange={(next) => setSearch({ state: next })}
          tabs={(['open', 'done'] as const).map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      }
    >
      {(isNarrow || !none) && <Filters />}
      {tasks.isPending && <SkeletonRows />}
      {tasks.error && <ErrorState words={words(tasks.error)} onRetry={() => void tasks.refetch()} />}
      {none && isNarrow && <p className="py-6 text-center text-muted">{t('noneFound')}</p>}
      {none && !isNarrow && state === 'open' && (
        <EmptyState icon={ListChecks} title={t('emptyTitle')} action={add}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {none && !isNarrow && state === 'done' && <EmptyState small icon={ListChecks} title={t('noneDone')} />}
      {all.length > 0 && (
        <Card flush>
          <ul className="divide-y divide-line px-4 md:px-5">
            {all.map((task) => (
              <TaskRow key={task.id} task={task} onChange={() => setSearch({ task: task.id })} />
            ))}
          </ul>
        </Card>
      )}
      <Pager
        auto
        more={tasks.hasNextPage}
        busy={tasks.isFetchingNextPage}
        onMore={() => void tasks.fetchNextPage()}
      />
      <Chosen known={all} />
    </Frame>
  )
}

function Filters() {
  const t = useWords('tasks')
  const { whose, due } = tasksPage.useSearch()
  const setSearch = tasksPage.useSetSearch()
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1">
      <SearchField />
      <Select
        bare
        label={t('whose')}
        value={whose}
        onChange={(next) => setSearch({ whose: next })}
        choices={shownWhose.map((value) => ({ value, label: t(`whoseOf.${value}`) }))}
      />
      <Select
        bare
        label={t('due')}
        value={due}
        onChange={(next) => setSearch({ due: next })}
        choices={shownDues.map((value) => ({ value, label: t(`dueOf.${value}`) }))}
      />
    </div>
  )
}

/** Asked when one has stopped typing for a moment. */
function SearchField() {
  const t = useWords('tasks')
  const { q } = tasksPage.useSearch()
  const setSearch = tasksPage.useSetSearch()
  const [text, setText] = useState(q)
  useEffect(() => {
    if (text === q) return
    const timer = setTimeout(() => setSearch({ q: text }), 250)
    return () => clearTimeout(timer)
  }, [text, q, setSearch])
  return (
    <search className="min-w-0 flex-1 basis-52 sm:max-w-72">
      <Input
        type="search"
        icon={Search}
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={200}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </search>
  )
}

/** The one that the address names, also when it stands on another page of the list. */
function Chosen({ known }: { known: readonly Task[] }) {
  const may = useMay()
  const { task } = tasksPage.useSearch()
  const { id: opened } = taskPage.useParams() as { id?: string }
  const id = task ?? opened
  const go = useGo()
  const setSearch = tasksPage.useSetSearch()
  const here = known.find((one) => one.id === id)
  const isElse = id !== undefined && id !== 'new' && !here
  const found = useQuery({
    ...ask({ topic: 'tasks', path: path`/tasks/${id ?? ''}`, schema: Task }),
    enabled: isElse,
    retry: false,
  })
  const close = () => (task ? setSearch({ task: undefined }) : go('/tasks'))
  if (!may('task.write')) return null
  if (id === 'new') return <TaskForm task={null} onClose={close} />
  const shown = here ?? (isElse ? found.data : undefined)
  return shown ? <TaskForm key={shown.id} task={shown} onClose={close} /> : null
}
