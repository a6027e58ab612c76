import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { type State, states, type Tone, toneMark, toneSoft, toneText } from './state.ts'
import { useWords } from './words.ts'

type BadgeProps = { tone?: Tone; icon?: LucideIcon; children: ReactNode; className?: string }

/** A short word about a thing. */
export const Badge = ({ tone = 'quiet', icon: Icon, children, className }: BadgeProps) => (
  <span
    className={cx(
      'inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium',
      toneSoft[tone],
      className,
    )}
  >
    {Icon && <Icon aria-hidden className="size-3.5 shrink-0" />}
    <span className="min-w-0 truncate">{children}</span>
  </span>
)

/** The state of a post, delivery, channel or goal: colour, shape and word together. */
export function StateBadge({ state, className }: { state: State; className?: string }) {
  const t = useWords('kit')
  const { tone, icon } = states[state]
  return (
    <Badge tone={tone} icon={icon} className={className}>
      {t(`states.${state}`)}
    </Badge>
  )
}

/** Only the shape, with the word for screen readers; where room is short. */
export function StateMark({ state, className }: { state: State; className?: string }) {
  const t = useWords('kit')
  const { tone, icon: Icon } = states[state]
  return (
    <span className={cx('inline-flex shrink-0', toneText[tone], className)} title={t(`states.${state}`)}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{t(`states.${state}`)}</span>
    </span>
  )
}

export const Dot = ({ tone, className }: { tone: Tone; className?: string }) => (
  <span aria-hidden className={cx('inline-block size-2 shrink-0 rounded-full', toneMark[tone], className)} />
)

/** How many, in a small round. Nothing at zero. */
export const Count = ({ value, tone = 'quiet' }: { value: number; tone?: Tone }) =>
  value > 0 ? (
    <span
      className={cx(
        'inline-flex min-w-5 items-center justify-center rounded-full px-1.5 text-xs font-medium figures',
        toneSoft[tone],
      )}
    >
      {value > 99 ? '99+' : value}
    </span>
  ) : null
