import { useQuery } from '@tanstack/react-query'
import { Download, Ellipsis, Trash2, Undo2 } from 'lucide-react'
import { MetricImport } from '../../../modules/measure/imports/contract.ts'
import { useChannels } from '../../api/channels.ts'
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
import { NetworkMark } from '../../kit/network.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { FileRows } from './file-rows.tsx'
import { fileOfNumbersPage } from './routes.tsx'
import { SettingsCard } from './settings-card.tsx'
import { fileTones } from './states.ts'

const touches = ['imports', 'numbers'] as const

/** One file: name its columns, look through its rows, take its numbers in, take them back. */
export function Page() {
  const t = useWords('brought')
  const words = useProblemWords()
  const { id } = fileOfNumbersPage.useParams()
  const found = useQuery(ask({ topic: 'imports', path: path`/metric-imports/${id}`, schema: MetricImport }))
  const back = { to: '/numbers/imports', label: t('title') }
  if (!found.data)
    return (
      <Frame title={t('title')} back={back}>
        {found.isError ? (
          <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
        ) : (
          <SkeletonRows />
        )}
      </Frame>
    )
  const file = found.data
  return (
    <Frame title={file.fileName} back={back} actions={<Verbs file={file} />}>
      <div className="flex flex-col gap-5">
        <Standing file={file} />
        {file.state !== 'done' && <SettingsCard key={file.id} file={file} />}
        {file.state !== 'read' && <FileRows file={file} />}
      </div>
    </Frame>
  )
}

function Standing({ file }: { file: MetricImport }) {
  const t = useWords('brought')
  const formats = useFormats()
  const channel = useChannels()?.get(file.channelId)
  const { state, counts, rows, written, same, by, runAt, override } = file
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted figures">
        <Badge tone={fileTones[state]}>{t(`states.${state}`)}</Badge>
        {channel && (
          <span className="inline-flex items-center gap-2">
            <NetworkMark network={channel.face} size="small" />
            {channel.name}
          </span>
        )}
        <span>{t('rows', { count: rows })}</span>
        {(['good', 'warned', 'idle', 'bad', 'written', 'undone'] as const).map(
          (one) =>
            counts[one] > 0 && (
              <span key={one}>
                {t(`rowStates.${one}`)}: {formats.number(counts[one])}
              </span>
            ),
        )}
        {state === 'done' && <span>{t('written', { count: written })}</span>}
        {state === 'done' && by && <span>{t('by', { name: by })}</span>}
        {state === 'done' && runAt && <span>{formats.moment(runAt)}</span>}
      </div>
      {state === 'done' && override && <Alert tone="warn">{t('standsFirst')}</Alert>}
      {same && state !== 'done' && state !== 'undone' && (
        <Alert tone="warn">{t('same', { when: formats.moment(same.createdAt) })}</Alert>
      )}
    </div>
  )
}

function Verbs({ file }: { file: MetricImport }) {
  const t = useWords('brought')
  const go = useGo()
  const { id: workspace } = useWorkspace()
  const { id, version, state, counts } = file
  const undo = useWrite(() => api.post(path`/metric-imports/${id}/undo`, { schema: MetricImport }), {
    touches,
    onSuccess: () => toast(t('takenBack')),
  })
  const run = useWrite(
    (only: 'all' | 'good') =>
      api.post(path`/metric-imports/${id}/run`, { body: { only, version }, schema: MetricImport }),
    {
      touches,
      onSuccess: ({ written }) =>
        toast(t('written', { count: written }), { undo: () => undo.mutate(undefined) }),
    },
  )
  const forget = useWrite(() => api.delete(path`/metric-imports/${id}`), {
    touches,
    onSuccess: () => {
      toast(t('forgotten'))
      go('/numbers/imports')
    },
  })
  const ready = counts.good + counts.warned
  const faults = (format: string) => () =>
    window.location.assign(withQuery(`/api/v1/metric-imports/${id}/faults`, { workspace, format }))
  return (
    <>
      {state === 'checked' && ready > 0 && (
        <Button
          look="primary"
          busy={run.isPending}
          onClick={() => run.mutate(counts.bad > 0 ? 'good' : 'all')}
        >
          {counts.bad > 0 ? t('runGood', { count: ready }) : t('run', { count: ready })}
        </Button>
      )}
      {state === 'done' && (
        <Button icon={Undo2} busy={undo.isPending} onClick={() => undo.mutate(undefined)}>
          {t('undo')}
        </Button>
      )}
      {state !== 'read' && (
        <Menu trigger={<IconButton icon={Download} label={t('faults')} look="secondary" />}>
          <MenuItem icon={Download} onSelect={faults('csv')}>
            {t('faultsAs', { form: 'CSV' })}
          </MenuItem>
          <MenuItem icon={Download} onSelect={faults('xlsx')}>
            {t('faultsAs', { form: 'Excel' })}
          </MenuItem>
        </Menu>
      )}
      {state !== 'done' && (
        <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} look="secondary" />}>
          <MenuItem icon={Trash2} danger onSelect={() => forget.mutate(undefined)}>
            {t('forget')}
          </MenuItem>
        </Menu>
      )}
    </>
  )
}
