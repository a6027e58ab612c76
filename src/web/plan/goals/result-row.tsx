import { ArrowDown, CircleCheck } from 'lucide-react'
import type { SmartGoal, Thing } from '../../../modules/plan/smart/contract.ts'
import { useSayGoalNumber } from '../../api/goal-numbers.ts'
import { useMay } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { toneSoft } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { letterTone } from './letter-row.tsx'
import { useSayDay } from './status.tsx'
import { useGoalNames } from './use-goal-names.ts'
import { useEnterByHand, useManuals } from './use-manuals.ts'

type Props = {
  goal: SmartGoal
  state: 'done' | 'chosen' | 'free'
  onChoose: () => void
  /** Something is entered by hand from now on: the sentence means it then. */
  onEntered: () => void
}

/** One result of a sentence: what it is about, how its numbers were understood, and how its letters stand. */
export function ResultRow({ goal, state, onChoose, onEntered }: Props) {
  const t = useWords('smart')
  const about = useSayAbout()
  const understood = useSayUnderstood()
  const { draft, said, letters, unwatched } = goal
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
      {!draft.metric && !draft.thing && <p className="basis-full text-sm text-muted">{t('choose')}</p>}
      {draft.thing && <ByHand things={[draft.thing]} onEntered={onEntered} />}
      <NotTaken goal={goal} />
      <ByHand things={unwatched} onEntered={onEntered} />
    </li>
  )
}

/** What of the sentence is not in the form, and why. */
function NotTaken({ goal: { notHeld, unread } }: { goal: SmartGoal }) {
  const t = useWords('smart')
  if (notHeld.length === 0 && unread.length === 0) return null
  return (
    <ul className="flex basis-full flex-col gap-1 text-sm text-warn">
      {notHeld.map(({ said, reason }) => (
        <li key={said}>{t(`notHeld.${reason}`, { said })}</li>
      ))}
      {unread.length > 0 && <li>{t('unread', { words: quoted(unread) })}</li>}
    </ul>
  )
}

export const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ')

/** What no network tells is entered by hand from now on, at a press. */
function ByHand({ things, onEntered }: { things: readonly Thing[]; onEntered: () => void }) {
  const t = useWords('smart')
  const may = useMay()
  const enter = useEnterByHand(onEntered)
  if (!may('plan.manage')) return null
  return things.map((thing) => {
    const name = t(`things.${thing}`)
    return (
      <Button key={thing} size="small" busy={enter.isPending} onClick={() => enter.mutate(name)}>
        {t('enter', { name })}
      </Button>
    )
  })
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
  const names = useGoalNames()
  const manuals = useManuals()
  const say = useSayGoalNumber()
  return ({ draft: { metric, manualId, thing, target } }) => {
    if (thing) return t(`things.${thing}`)
    if (!metric) return null
    const of = { metric, manual: manuals.get(manualId ?? '') ?? null }
    return target === null ? names.name(of) : `${names.name(of)}: ${say(of, target)}`
  }
}

function useSayUnderstood(): (goal: SmartGoal) => string {
  const t = useWords('smart')
  const formats = useFormats()
  const sayDay = useSayDay()
  return ({ understood: { kind, value, climate }, draft: { deadline } }) => {
    const number =
      kind === 'by_percent'
        ? formats.percent(value === null ? null : value / 100, 2)
        : formats.number(value, { maximumFractionDigits: 2 })
    const amount = kind === 'none' ? null : t(`understood.${kind}`, { value: number })
    const day = deadline && t('understood.day', { day: sayDay(deadline) })
    return [amount, day, deadline && climate && t(`climate.${climate}`)]
      .flatMap((one) => (one ? [` · ${one}`] : []))
      .join('')
  }
}
