import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Letter, LetterState } from '../../../modules/plan/smart/contract.ts'
import { type Numbered, useSayGoalNumber } from '../../api/goal-numbers.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { type Tone, toneSoft, toneText } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { useSayDay } from './status.tsx'

const looks = {
  good: { tone: 'good', icon: CircleCheck },
  weak: { tone: 'warn', icon: CircleAlert },
  missing: { tone: 'bad', icon: CircleHelp },
  open: { tone: 'quiet', icon: CircleDashed },
} satisfies Record<LetterState, { tone: Tone; icon: LucideIcon }>

export const letterTone = (state: LetterState): Tone => looks[state].tone

/** One letter: whether it holds, why, and what would mend it. */
export function LetterRow({ letter, of, mend }: { letter: Letter; of: Numbered | null; mend?: ReactNode }) {
  const t = useWords('smart')
  const say = useSayLetter()
  const { tone, icon: Icon } = looks[letter.state]
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 py-3">
      <span
        aria-hidden
        className={cx(
          'flex size-8 shrink-0 items-center justify-center rounded-full font-semibold',
          toneSoft[tone],
        )}
      >
        {letter.letter}
      </span>
      <span className="min-w-0 flex-1 basis-56">
        <span className="flex flex-wrap items-center gap-x-2 font-medium">
          {t(`names.${letter.letter}`)}
          <span className={cx('inline-flex items-center gap-1 text-sm font-normal', toneText[tone])}>
            <Icon aria-hidden className="size-4" />
            {t(`states.${letter.state}`)}
          </span>
        </span>
        <span className="block text-sm text-muted">{say(letter, of)}</span>
      </span>
      {mend}
    </li>
  )
}

/** The reason in the person's language, with its numbers as they are written there. */
function useSayLetter(): (letter: Letter, of: Numbered | null) => string {
  const t = useWords('smart')
  const goals = useWords('goals')
  const sayNumber = useSayGoalNumber()
  const formats = useFormats()
  const sayDay = useSayDay()
  return ({ reason, state, facts }, of) => {
    const { chance, day, days, value, name, objective } = facts
    const said = {
      chance: formats.percent(chance ?? null, 0),
      value: of && reason !== 'pace' ? sayNumber(of, value ?? null) : formats.number(value ?? null),
      day: day ? sayDay(day) : '',
      count: days ?? 0,
      name: name ?? '',
      objective: objective ? goals(`objectives.${objective}`) : '',
    }
    if (reason === 'no_target' && value !== undefined) return t('letters.no_target_trend', said)
    if (reason === 'pace' && state === 'good') return t('letters.pace_people', said)
    if (reason === 'hard' && value !== undefined) return t('letters.hard_even', said)
    return t(`letters.${reason}`, said)
  }
}
