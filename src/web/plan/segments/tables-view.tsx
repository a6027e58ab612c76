import { FileUp, Table2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { AudienceTable } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { sayDay } from '../../kit/days.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { RemoveDialog } from './segment-page.tsx'
import { TableDialog } from './table-dialog.tsx'
import { useRemoveTable, useTables } from './use-segments.ts'

/** The tables that segments are counted in, the newest first. */
export function TablesView() {
  const t = useWords('segments')
  const words = useProblemWords()
  const may = useMay()
  const tables = useTables()
  const [bringing, setBringing] = useState(false)
  const all = tables.data?.items ?? []
  const bring = may('strategy.manage') && (
    <Button look="primary" icon={FileUp} onClick={() => setBringing(true)}>
      {t('table.bring')}
    </Button>
  )
  return (
    <div className="flex flex-col gap-4">
      {tables.isPending && <SkeletonRows rows={3} />}
      {tables.error && <ErrorState words={words(tables.error)} onRetry={() => void tables.refetch()} />}
      {tables.isSuccess && all.length === 0 && (
        <EmptyState icon={Table2} title={t('table.emptyTitle')} action={bring}>
          {t('table.emptyWords')}
        </EmptyState>
      )}
      {all.length > 0 && (
        <Card flush title={t('table.title')} actions={bring}>
          <ul className="divide-y divide-line">
            {all.map((table) => (
              <Row key={table.id} table={table} />
            ))}
          </ul>
        </Card>
      )}
      {bringing && <TableDialog onClose={() => setBringing(false)} />}
    </div>
  )
}

function Row({ table }: { table: AudienceTable }) {
  const t = useWords('segments')
  const may = useMay()
  const formats = useFormats()
  const channels = useChannels()
  const [asking, setAsking] = useState(false)
  const remove = useRemoveTable(table, () => setAsking(false))
  const { name, source, channelId, knownOn, people, parts } = table
  const cuts = parts.map(({ dimensions }) => dimensions.map((cut) => t(`cuts.${cut}`)).join(' × ')).join(', ')
  const facts = [
    channelId && channels?.get(channelId)?.name,
    source,
    sayDay(knownOn, formats.locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    people === null ? t('table.sharesOnly') : t('table.people', { count: people }),
    cuts,
  ]
  return (
    <li className="flex items-center justify-between gap-3 px-4 py-3 md:px-5">
      <span className="min-w-0">
        <span className="block font-medium break-words">{name}</span>
        <span className="block text-sm break-words text-muted">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {may('strategy.manage') && (
        <IconButton icon={Trash2} label={t('table.remove', { name })} onClick={() => setAsking(true)} />
      )}
      {asking && (
        <RemoveDialog
          name={name}
          words={t('table.removeWords')}
          busy={remove.isPending}
          onClose={() => setAsking(false)}
          onRemove={() => remove.mutate(undefined)}
        />
      )}
    </li>
  )
}
