import { ArrowDown, CircleCheck } from 'lucide-react'
import type { SmartGoal } from '../../../modules/plan/smart/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { toneSoft } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { letterTone } from './letter-row.tsx'
import { useSayDay } from './status.tsx'

type Props = { goal: SmartGoal; state: 'done' | 'chosen' | 'free'; onChoose: () => void }

/** One result of a sentence: what it is about, how its numbers were understood, and how its letters stand. */
export function ResultRow({ goal, state, onChoose }: Props) {
  const t = useWords('smart')
  const about = useSayAbout()
  const understood = useSayUnderstood()
  const { draft, said, letters } = goal
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <span className="min-w-0 flex-1 basis-64">
        <span className="block font-medium">{about(goal) ?? `“${said}”`}</span>
        <span className="block text-sm text-muted">
          “{said}”{understood(goal)}
        </span>
        <Letters letters={letters} />
      </span>
      {state === 'done' && (
        <span className="inline-flex items-center gap-1.5 text-sm text-good">
          <CircleCheck aria-hidden className="size-4" />
          {t('done')}
        </span>
      )}
      {state === 'chosen' && draft.metric && (
        <span className="inline-flex items-center gap-1.5 text-sm text-accent">
          <ArrowDown aria-hidden className="size-4" />
          {t('inUse')}
        </span>
      )}
      {state === 'free' && draft.metric && (
        <Button size="small" onClick={onChoose}>
          {t('use')}
        </Button>
      )}
      {!draft.metric && <p className="basis-full text-sm text-muted">{t('choose')}</p>}
    </li>
  )
}

const Letters = ({ letters }: Pick<SmartGoal, 'letters'>) => {
  const t = useWords('smart')
  return (
    <span className="mt-2 flex gap-1.5">
      {letters.map(({ letter, state }) => (
        <span
          key={letter}
          title={`${t(`names.${letter}`)}: ${t(`states.${state}`)}`}
          className={cx(
            'flex size-6 items-center justify-center rounded-full text-xs font-semibold',
            toneSoft[letterTone(state)],
            // Told by more than colour.
            state === 'missing' && 'line-through',
            state === 'weak' && 'underline decoration-dotted underline-offset-2',
            state === 'open' && 'border border-dashed border-edge',
          )}
        >
          <span aria-hidden>{letter}</span>
          <span className="sr-only">
            {t(`names.${letter}`)}: {t(`states.${state}`)}
          </span>
        </span>
      ))}
    </span>
  )
}

/** The number, or what is meant instead of one. */
export function useSayAbout(): (goal: SmartGoal) => string | null {
  const t = useWords('smart')
  const metrics = useMetrics()
  return ({ draft: { metric, thing, target } }) => {
    if (thing) return t(`things.${thing}`)
    if (!metric) return null
    return target === null ? metrics.name(metric) : `${metrics.name(metric)}: ${metrics.say(metric, target)}`
  }
}

function useSayUnderstood(): (goal: SmartGoal) => string {
  const t = useWords('smart')
  const formats = useFormats()
  const sayDay = useSayDay()
  return ({ understood: { kind, value }, draft: { deadline } }) => {
    const number =
      kind === 'by_percent'
        ? formats.percent(value === null ? null : value / 100, 2)
        : formats.number(value, { maximumFractionDigits: 2 })
    const amount = kind === 'none' ? null : t(`understood.${kind}`, { value: number })
    const day = deadline && t('understood.day', { day: sayDay(deadline) })
    return [amount, day].flatMap((one) => (one ? [` · ${one}`] : [])).join('')
  }
}
