import { useQuery } from '@tanstack/react-query'
import { Download, Ellipsis, Trash2, Undo2 } from 'lucide-react'
import { PostImport } from '../../../modules/create/imports/contract.ts'
import { api, path, withQuery } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ImportRows } from './import-rows.tsx'
import { ImportSettingsCard } from './import-settings.tsx'
import { importTones, isAtWork } from './import-state.ts'
import { importPage } from './routes.tsx'

const touches = ['imports', 'posts'] as const

/** One table: name its columns, look through its rows, make the posts, take them back. */
export function Page() {
  const t = useWords('bulk')
  const words = useProblemWords()
  const { id } = importPage.useParams()
  const found = useQuery(ask({ topic: 'imports', path: path`/post-imports/${id}`, schema: PostImport }))
  const back = { to: '/bulk', search: { tab: 'imports' }, label: t('back') }
  if (found.isPending)
    return (
      <Frame title={t('tabs.imports')} back={back}>
        <SkeletonRows />
      </Frame>
    )
  if (found.isError)
    return (
      <Frame title={t('tabs.imports')} back={back}>
        <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
      </Frame>
    )
  const table = found.data
  return (
    <Frame title={table.fileName} back={back} actions={<Verbs table={table} />}>
      <div className="flex flex-col gap-5">
        <Standing table={table} />
        {table.state !== 'done' && (
          // It stays while rows are looked through: somebody else may have asked for that while this one was choosing.
          <div className={isAtWork(table.state) ? 'hidden' : undefined}>
            <ImportSettingsCard key={table.id} table={table} />
          </div>
        )}
        {table.state !== 'read' && <ImportRows table={table} />}
      </div>
    </Frame>
  )
}

function Standing({ table }: { table: PostImport }) {
  const t = useWords('bulk')
  const formats = useFormats()
  const { state, counts, rows, done, same, words } = table
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={importTones[state]}>{t(`imports.states.${state}`)}</Badge>
        <span className="text-sm text-muted figures">{t('rows', { count: rows })}</span>
        {(['good', 'warned', 'bad', 'made', 'there', 'failed', 'kept', 'undone'] as const).map(
          (one) =>
            counts[one] > 0 && (
              <span key={one} className="text-sm text-muted figures">
                {t(`imports.rowStates.${one}`)}: {formats.number(counts[one])}
              </span>
            ),
        )}
      </div>
      {isAtWork(state) && (
        <div className="flex flex-col gap-1.5" role="status">
          <Progress share={done / Math.max(1, shareOf(table))} label={t(`imports.states.${state}`)} />
          <p className="text-sm text-muted figures">
            {t('imports.progress', { done: formats.number(done), all: formats.number(shareOf(table)) })}
          </p>
        </div>
      )}
      {(words === 'asker_gone' || words === 'may_not_write') && (
        <Alert tone="bad">{t(`imports.trouble.${words}`)}</Alert>
      )}
      {same && state !== 'done' && state !== 'undone' && (
        <Alert tone="warn">{t('imports.same', { when: formats.moment(same.createdAt) })}</Alert>
      )}
    </div>
  )
}

/** How many rows the step that runs has before it. */
const shareOf = ({ state, rows, counts, done }: PostImport): number =>
  state === 'checking' ? rows : done + (state === 'running' ? counts.good + counts.warned : counts.made)

function Verbs({ table }: { table: PostImport }) {
  const t = useWords('bulk')
  const go = useGo()
  const { id: workspace } = useWorkspace()
  const { id, version, state, counts } = table
  const run = useWrite(
    (only: 'all' | 'good') =>
      api.post(path`/post-imports/${id}/run`, { body: { only, version }, schema: PostImport }),
    { touches },
  )
  const undo = useWrite(() => api.post(path`/post-imports/${id}/undo`, { schema: PostImport }), { touches })
  const forget = useWrite(() => api.delete(path`/post-imports/${id}`), {
    touches,
    onSuccess: () => {
      toast(t('imports.forgotten'))
      go('/bulk?tab=imports')
    },
  })
  const ready = counts.good + counts.warned
  const faults = (format: string) => () =>
    window.location.assign(withQuery(`/api/v1/post-imports/${id}/faults`, { workspace, format }))
  return (
    <>
      {state === 'checked' && ready > 0 && (
        <Button
          look="primary"
          busy={run.isPending}
          onClick={() => run.mutate(counts.bad > 0 ? 'good' : 'all')}
        >
          {counts.bad > 0 ? t('imports.makeGood', { count: ready }) : t('imports.make', { count: ready })}
        </Button>
      )}
      {state === 'done' && counts.made > 0 && (
        <Button icon={Undo2} busy={undo.isPending} onClick={() => undo.mutate(undefined)}>
          {t('imports.undo')}
        </Button>
      )}
      {state !== 'read' && (
        <Menu trigger={<IconButton icon={Download} label={t('imports.faults')} look="secondary" />}>
          <MenuItem icon={Download} onSelect={faults('csv')}>
            {t('imports.faultsAs', { form: 'CSV' })}
          </MenuItem>
          <MenuItem icon={Download} onSelect={faults('xlsx')}>
            {t('imports.faultsAs', { form: 'Excel' })}
          </MenuItem>
        </Menu>
      )}
      {!isAtWork(state) && (
        <Menu
          trigger={
            <IconButton icon={Ellipsis} label={t('more', { name: table.fileName })} look="secondary" />
          }
        >
          <MenuItem icon={Trash2} danger onSelect={() => forget.mutate(undefined)}>
            {t('imports.forget')}
          </MenuItem>
        </Menu>
      )}
    </>
  )
}
