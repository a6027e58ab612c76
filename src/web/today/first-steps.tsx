import { Link } from '@tanstack/react-router'
import { ArrowRight, Check } from 'lucide-react'
import { useChannels } from '../api/channels.ts'
import { useMay } from '../api/me.ts'
import { cx } from '../kit/class.ts'
import { Card } from '../kit/page.tsx'
import { useWords } from '../kit/words.ts'
import { useBeginnings, useGoals } from './use-today.ts'

const steps = [
  { id: 'channel', to: '/channels', right: 'channel.manage' },
  { id: 'slots', to: '/channels', right: 'plan.manage' },
  { id: 'post', to: '/posts/new', right: 'post.write' },
  { id: 'goal', to: '/goals', right: 'plan.manage' },
] as const

/** From nothing to a week that publishes itself. Gone when all is done, and not shown to who may do none of it. */
export function FirstSteps() {
  const t = useWords('today')
  const may = useMay()
  const channels = useChannels()
  const goals = useGoals()
  const { known, hasPosts, hasSlots } = useBeginnings(true)
  const done = {
    channel: [...(channels?.values() ?? [])].some(({ state }) => state !== 'removed'),
    slots: Boolean(hasSlots),
    post: Boolean(hasPosts),
    goal: Boolean(goals.data?.items.length),
  }
  const mine = steps.filter(({ right }) => may(right))
  const open = mine.filter(({ id }) => !done[id])
  // Who writes and publishes already needs no guide, whatever else could still be set.
  if (!known || !channels || open.length === 0 || (done.channel && done.post)) return null
  return (
    <Card title={t('steps.title')} help={t('steps.help')}>
      <ol className="flex flex-col">
        {mine.map(({ id, to }, place) => (
          <li key={id}>
            <Step id={id} to={to} number={place + 1} done={done[id]} next={open[0]?.id === id} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

type StepProps = {
  id: (typeof steps)[number]['id']
  to: string
  number: number
  done: boolean
  next: boolean
}

function Step({ id, to, number, done, next }: StepProps) {
  const t = useWords('today')
  return (
    <Link
      to={to}
      className={cx(
        'group -mx-2 flex items-center gap-3.5 rounded-md px-2 py-2.5 hover:bg-hover',
        next && 'bg-accent-soft/60',
      )}
    >
      <span
        className={cx(
          'flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold',
          done
            ? 'bg-good-soft text-good'
            : next
              ? 'bg-accent-solid text-on-accent'
              : 'bg-quiet-soft text-quiet',
        )}
      >
        {done ? <Check aria-hidden className="size-4" /> : number}
      </span>
      <span className="min-w-0 flex-1">
        <span className={cx('block font-medium', done && 'text-muted line-through')}>
          {t(`steps.${id}`)}
          {done && <span className="sr-only"> · {t('steps.done')}</span>}
        </span>
        {!done && <span className="block text-sm text-muted">{t(`steps.${id}Help`)}</span>}
      </span>
      {!done && (
        <ArrowRight
          aria-hidden
          className="size-4 shrink-0 text-faint transition-transform group-hover:translate-x-0.5"
        />
      )}
    </Link>
  )
}
