import { TriangleAlert } from 'lucide-react'
import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import type { NumberValue } from '../../../modules/measure/numbers/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { cx } from '../../kit/class.ts'
import { dash } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { Change } from './change.tsx'

/** Those that answer most questions; all others stand in the table below. */
export const mainMetrics = [
  'followers',
  'followers_gained',
  'posts',
  'engagements',
  'er_followers',
  'conversation',
] as const satisfies readonly MetricId[]

type Props = { numbers: readonly NumberValue[]; chosen: MetricId; onChoose: (metric: MetricId) => void }

/** The main numbers; the pressed one is drawn below. */
export function Tiles({ numbers, chosen, onChoose }: Props) {
  const t = useWords('numbers')
  const shown = mainMetrics.flatMap((id) => numbers.find((number) => number.metric === id) ?? [])
  return (
    <fieldset className="grid min-w-0 grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6">
      <legend className="sr-only">{t('chooseNumber')}</legend>
      {shown.map((number) => (
        <Tile
          key={number.metric}
          number={number}
          pressed={number.metric === chosen}
          onPress={() => onChoose(number.metric)}
        />
      ))}
    </fieldset>
  )
}

function Tile({ number, pressed, onPress }: { number: NumberValue; pressed: boolean; onPress: () => void }) {
  const metrics = useMetrics()
  const { metric, value, missing } = number
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cx(
        'flex min-w-0 flex-col items-start gap-1 rounded-lg border bg-surface px-4 py-3 text-left shadow-card hover:bg-hover',
        pressed ? 'border-accent-solid outline outline-accent-solid' : 'border-line',
      )}
    >
      <span className="text-sm text-muted">{metrics.name(metric)}</span>
      <span className="text-2xl font-semibold figures">
        {value === null ? <span aria-hidden>{dash}</span> : metrics.say(metric, value)}
      </span>
      {missing && <span className="text-xs text-muted">{metrics.missing(missing)}</span>}
      <Change number={number} />
      <Partial number={number} />
    </button>
  )
}

/** Said where a number does not stand for all that was asked for. */
export function Partial({ number }: { number: NumberValue }) {
  const t = useWords('numbers')
  const { channels, posts } = number.coverage
  if (number.value === null) return null
  const words =
    channels.have < channels.of
      ? t('ofChannels', { have: channels.have, of: channels.of })
      : posts && posts.have < posts.of
        ? t('ofPosts', { have: posts.have, of: posts.of })
        : null
  if (!words) return null
  return (
    <span className="inline-flex items-center gap-1 text-xs text-warn">
      <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
      {words}
    </span>
  )
}
