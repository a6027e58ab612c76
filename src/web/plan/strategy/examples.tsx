import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale } from 'use-intl'
import {
  type Strategy,
  type StrategyExample,
  StrategyExamples,
} from '../../../modules/plan/strategy/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { nextReview } from './next-review.ts'

type Props = { onTake: (parts: Strategy) => void }

/** A whole strategy to change into one's own. */
export function Examples({ onTake }: Props) {
  const t = useWords('strategy')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('startExamples.open')}</Button>
      {open && <Choice onTake={onTake} onClose={() => setOpen(false)} />}
    </>
  )
}

function Choice({ onTake, onClose }: Props & { onClose: () => void }) {
  const t = useWords('strategy')
  const words = useProblemWords()
  const language = useLocale()
  const { timeZone } = useWorkspace()
  const examples = useQuery(
    ask({
      topic: 'strategy',
      path: '/strategy/examples',
      query: { language },
      schema: StrategyExamples,
      fresh: Number.POSITIVE_INFINITY,
    }),
  )
  const take = ({ strategy }: StrategyExample) => {
    const { every } = strategy.rhythm
    const today = toCivil(new Date(), timeZone).slice(0, 10)
    onTake({ ...strategy, rhythm: { ...strategy.rhythm, next: every && nextReview(today, every) } })
    onClose()
  }
  return (
    <Dialog wide open onClose={onClose} title={t('startExamples.title')} help={t('startExamples.help')}>
      {examples.isPending && <SkeletonRows rows={5} />}
      {examples.error && (
        <ErrorState small words={words(examples.error)} onRetry={() => void examples.refetch()} />
      )}
      <ul className="divide-y divide-line text-left">
        {examples.data?.items.map((example) => (
          <li key={example.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {example.name}
                {example.strategy.objective.objective && (
                  <Badge>{t(`objectives.${example.strategy.objective.objective}`)}</Badge>
                )}
              </p>
              <p className="text-sm text-muted">{example.about}</p>
            </div>
            <Button
              size="small"
              aria-label={`${t('startExamples.take')}: ${example.name}`}
              onClick={() => take(example)}
            >
              {t('startExamples.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
