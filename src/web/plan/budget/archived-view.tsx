import { Archive, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { LineOnly } from '../../../modules/plan/budget/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useArchived, useRemoveLine, useRestore } from './use-budget.ts'

/** Lines that were put away. */
export function ArchivedView() {
  const t = useWords('budget')
  const words = useProblemWords()
  const archived = useArchived()
  const items = archived.data?.items ?? []
  if (archived.isPending) return <SkeletonRows rows={3} />
  if (archived.error)
    return <ErrorState words={words(archived.error)} onRetry={() => void archived.refetch()} />
  if (items.length === 0) return <EmptyState small icon={Archive} title={t('noneArchived')} />
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {items.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </ul>
    </Card>
  )
}

function Row({ line }: { line: LineOnly }) {
  const t = useWords('budget')
  const may = useMay()
  const restore = useRestore()
  const remove = useRemoveLine()
  const [asking, setAsking] = useState(false)
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-2.5 md:px-5">
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-medium break-words">{line.name}</p>
        <p className="text-sm text-muted">{t(`kinds.${line.kind}`)}</p>
      </div>
      {may('strategy.manage') && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" icon={Undo2} busy={restore.isPending} onClick={() => restore.mutate(line)}>
            {t('line.restore')}
          </Button>
          <Button size="small" look="quiet" icon={Trash2} onClick={() => setAsking(true)}>
            {t('line.remove')}
          </Button>
        </div>
      )}
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={t('line.removeTitle', { name: line.name })}
          help={t('line.removeWords')}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button
                look="danger"
                busy={remove.isPending}
                onClick={() => remove.mutate(line, { onSettled: () => setAsking(false) })}
              >
                {t('line.remove')}
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
    </li>
  )
}
