import { Archive, ArchiveRestore, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ManualMetric } from '../../../modules/plan/manual/contract.ts'
import { useMay } from '../../api/me.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ManualDialog } from '../goals/manual-dialog.tsx'
import { useArchive, useRemove, useRestore } from './use-by-hand.ts'
import { WeekField } from './week-field.tsx'

type Props = {
  metric: ManualMetric
  weeks: readonly string[]
  thisWeek: string
  valueIn: (week: string) => number | null
}

/** One number with its weeks, the oldest first. */
export function NumberCard({ metric, weeks, thisWeek, valueIn }: Props) {
  const t = useWords('manual')
  const may = useMay()
  return (
    <Card
      title={metric.unit ? `${metric.name} (${metric.unit})` : metric.name}
      help={t('goals', { count: metric.goals })}
      actions={may('plan.manage') && <More metric={metric} />}
    >
      <div className="grid grid-cols-2 items-end gap-x-3 gap-y-4 sm:grid-cols-3 lg:grid-cols-6">
        {weeks.map((week) => (
          <WeekField
            key={week}
            metric={metric}
            week={week}
            value={valueIn(week)}
            isThis={week === thisWeek}
            readOnly={!may('plan.manage')}
          />
        ))}
      </div>
    </Card>
  )
}

export function More({ metric }: { metric: ManualMetric }) {
  const t = useWords('manual')
  const [open, setOpen] = useState<'change' | 'remove' | null>(null)
  const archive = useArchive(metric)
  const restore = useRestore(metric)
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more', { name: metric.name })} />}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('change')}>
          {t('change')}
        </MenuItem>
        {metric.archivedAt ? (
          <MenuItem icon={ArchiveRestore} onSelect={() => restore.mutate(undefined)}>
            {t('restore')}
          </MenuItem>
        ) : (
          <MenuItem icon={Archive} onSelect={() => archive.mutate(undefined)}>
            {t('archive')}
          </MenuItem>
        )}
        {metric.goals === 0 && (
          <MenuItem icon={Trash2} danger onSelect={() => setOpen('remove')}>
            {t('remove')}
          </MenuItem>
        )}
      </Menu>
      {open === 'change' && <ManualDialog of={metric} onClose={() => setOpen(null)} />}
      {open === 'remove' && <RemoveDialog metric={metric} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Asked, because it cannot be taken back. */
function RemoveDialog({ metric, onClose }: { metric: ManualMetric; onClose: () => void }) {
  const t = useWords('manual')
  const remove = useRemove(metric, onClose)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('removeTitle', { name: metric.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removeWords')}</p>
    </Dialog>
  )
}
