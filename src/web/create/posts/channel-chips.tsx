import { Link } from '@tanstack/react-router'
import { Check, Plus } from 'lucide-react'
import { Avatar } from '../../kit/avatar.tsx'
import { StateMark } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { isTailored, toggleChannel } from './tailor.ts'
import type { DeskChannel } from './use-desk.ts'

/** Where the post goes: one press puts a channel on or off. */
export function ChannelChips() {
  const t = useWords('composer')
  const { desk, writing, change } = useComposing()
  const all = [...desk.values()]
  const isAll = all.every((channel) => writing.variants[channel.id])
  const toggleAll = () =>
    change((now) =>
      all
        .filter((channel) => Boolean(now.variants[channel.id]) === isAll)
        .reduce((made, channel) => toggleChannel(made, channel.id), now),
    )
  return (
    <section aria-label={t('channels')} className="flex flex-wrap items-center gap-2">
      {all.map((channel) => (
        <Chip key={channel.id} channel={channel} />
      ))}
      {all.length > 2 && (
        <Button look="quiet" size="small" onClick={toggleAll}>
          {isAll ? t('noChannels') : t('allChannels')}
        </Button>
      )}
      {all.length === 0 && (
        <p className="flex flex-wrap items-center gap-3 text-base text-muted">
          {t('nothingJoined')}
          <Button size="small" asChild>
            <Link to={'/channels' as never}>
              <Plus aria-hidden className="size-4" />
              {t('join')}
            </Link>
          </Button>
        </p>
      )}
    </section>
  )
}

function Chip({ channel }: { channel: DeskChannel }) {
  const t = useWords('composer')
  const { writing, change, target, setTarget, found } = useComposing()
  const variant = writing.variants[channel.id]
  const chosen = variant !== undefined
  const wrong = chosen && found.some((one) => one.channelId === channel.id && one.level === 'error')
  const toggle = () => {
    change((now) => toggleChannel(now, channel.id))
    if (target === channel.id) setTarget(null)
    if (variant && isTailored(writing, channel.id))
      toast(t('channelOff', { channel: channel.name }), {
        undo: () => change((now) => ({ ...now, variants: { ...now.variants, [channel.id]: variant } })),
      })
  }
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={toggle}
      title={`${channel.face.name} · ${channel.handle}`}
      className={cx(
        'inline-flex min-h-control max-w-full items-center gap-2.5 rounded-full border py-1 pr-3 pl-1.5 text-base transition-colors select-none',
        chosen
          ? 'border-accent-solid bg-accent-soft text-text'
          : 'border-line-strong bg-surface text-muted hover:bg-hover',
      )}
    >
      <Avatar name={channel.name} src={channel.avatarUrl} size="small" network={channel.face} />
      <span className="min-w-0 truncate">
        {channel.name}
        <span className="sr-only"> ({channel.face.name})</span>
      </span>
      {channel.state !== 'active' ? (
        <StateMark state={channel.state} />
      ) : wrong ? (
        <span className="size-2 shrink-0 rounded-full bg-bad-mark" role="img" aria-label={t('hasErrors')} />
      ) : (
        chosen && <Check aria-hidden className="size-4 shrink-0 text-accent" />
      )}
    </button>
  )
}
