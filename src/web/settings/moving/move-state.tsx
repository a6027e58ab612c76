import type { Export } from '../../../modules/running/moving/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { useFormats } from '../../kit/format.ts'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'

type Move = Pick<Export, 'state' | 'done' | 'total'>

const tones = { waiting: 'quiet', running: 'info', done: 'good', failed: 'bad' } as const

export function MoveBadge({ state }: Pick<Move, 'state'>) {
  const t = useWords('settings')
  return <Badge tone={tones[state]}>{t(`moving.state.${state}`)}</Badge>
}

/** How far it is; nothing once it is at its end. */
export function HowFar({ state, done, total }: Move) {
  const t = useWords('settings')
  const { number } = useFormats()
  if (state === 'done' || state === 'failed') return null
  const known = state === 'running' && total !== null
  const words = known
    ? t('moving.far', { done: number(done), total: number(total) })
    : t(`moving.state.${state}`)
  return (
    <div className="mt-2 flex flex-col gap-1">
      <Progress share={known && total > 0 ? done / total : null} label={words} />
      {known && <p className="figures text-sm text-muted">{words}</p>}
    </div>
  )
}
