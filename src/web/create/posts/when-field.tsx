import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarClock, Send, Sparkles } from 'lucide-react'
import { FreeSlotList } from '../../../modules/create/slots/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { cx } from '../../kit/class.ts'
import { DateTimeField } from '../../kit/datetime.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { ownZone, toCivil, toInstant, zoneCity, zoneName } from '../../kit/zone.ts'
import { useNeedWords } from '../approval/need-words.ts'
import { useComposing } from './composer-context.ts'
import type { DeskChannel } from './use-desk.ts'
import { useNeeds } from './use-needs.ts'

export const whenKinds = ['at', 'nextFreeSlot', 'now'] as const
export type WhenKind = (typeof whenKinds)[number]

const icons = { at: CalendarClock, nextFreeSlot: Sparkles, now: Send }

/** When it goes out: a time, each channel's next free slot, or now. */
export function WhenField({
  kind,
  onKind,
  error,
  onlyWish,
}: {
  kind: WhenKind
  onKind: (kind: WhenKind) => void
  error?: string
  /** Somebody else decides: only a wish can be said. */
  onlyWish?: boolean
}) {
  const t = useWords('composer')
  if (onlyWish) return <WishFields error={error} />
  return (
    <div className="flex flex-col gap-3">
      <div role="radiogroup" aria-label={t('when')} className="flex flex-wrap gap-2">
        {whenKinds.map((one) => {
          const Icon = icons[one]
          return (
            <label
              key={one}
              className={cx(
                'flex min-h-control flex-auto cursor-pointer items-center justify-center gap-2 rounded-md border px-3 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-focus',
                one === kind
                  ? 'border-accent-solid bg-accent-soft'
                  : 'border-line-strong bg-surface hover:bg-hover',
              )}
            >
              <input
                type="radio"
                name="when"
                value={one}
                checked={one === kind}
                onChange={() => onKind(one)}
                className="sr-only"
              />
              <Icon
                aria-hidden
                className={cx('size-4 shrink-0', one === kind ? 'text-accent' : 'text-faint')}
              />
              {t(`whens.${one}`)}
            </label>
          )
        })}
      </div>
      {kind === 'at' && <WishFields error={error} />}
      {kind === 'nextFreeSlot' && <Slots />}
      {kind === 'now' && <Needs />}
    </div>
  )
}

/** Who must say yes before it can leave. */
function Needs() {
  const t = useWords('composer')
  const needs = useNeeds(true)
  const sayNeeds = useNeedWords()
  if (needs.length === 0) return null
  return (
    <Alert tone="info" title={t('needs.title')}>
      {t('needs.words', { who: sayNeeds(needs) })}
    </Alert>
  )
}

/** A time on a wall and the zone of that wall, with what the clocks of the other channels show then. */
function WishFields({ error }: { error?: string }) {
  const t = useWords('composer')
  const formats = useFormats()
  const { timeZone, weekStartsOn } = useWorkspace()
  const { writing, change, chosen } = useComposing()
  const zone = writing.wish?.zone ?? timeZone
  const at = writing.wish?.at.slice(0, 16) ?? ''
  const zones = [...new Set([zone, timeZone, ...chosen.map((channel) => channel.timeZone), ownZone()])]
  const setZone = (next: string) =>
    change((now) => ({ ...now, wish: { at: at || tomorrow(next), zone: next } }))
  const instant = at ? toInstant(at, zone).at : null
  const passed = instant !== null && instant.getTime() <= Date.now()
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col gap-2">
        <DateTimeField
          value={at}
          zone={zone}
          zoneBeside={zones.length > 1}
          weekStartsOn={weekStartsOn}
          min={toCivil(new Date(), zone).slice(0, 10)}
          onChange={(civil) => change((now) => ({ ...now, wish: { at: civil, zone } }))}
        />
        {zones.length > 1 && (
          <Select
            label={t('zone')}
            value={zone}
            onChange={setZone}
            choices={zones.map((one) => ({
              value: one,
              label: `${zoneCity(one)} ${zoneName(one, formats.locale, instant ?? new Date())}`,
            }))}
          />
        )}
      </div>
      {(error || passed) && (
        <p role="alert" className="text-sm text-bad">
          {error ?? t('passed')}
        </p>
      )}
      {instant && <OtherClocks at={instant} zone={zone} channels={chosen} />}
    </div>
  )
}

/** A fresh wish is tomorrow at nine: never a time that has passed. */
export const tomorrow = (zone: string): string =>
  `${toCivil(new Date(Date.now() + 86_400_000), zone).slice(0, 10)}T09:00`

function OtherClocks({ at, zone, channels }: { at: Date; zone: string; channels: readonly DeskChannel[] }) {
  const formats = useFormats()
  const others = Map.groupBy(
    channels.filter((channel) => formats.moment(at, channel.timeZone) !== formats.moment(at, zone)),
    (channel) => channel.timeZone,
  )
  if (others.size === 0) return null
  return (
    <ul className="flex flex-col gap-1 text-sm text-muted">
      {[...others].map(([other, theirs]) => (
        <li key={other} className="flex flex-wrap items-center gap-x-2">
          <span className="inline-flex gap-1">
            {theirs.map((channel) => (
              <NetworkMark key={channel.id} network={channel.face} size="small" />
            ))}
          </span>
          <span className="figures">{formats.moment(at, other)}</span>
          <span>{zoneCity(other)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The next free slot of each channel, in the channel's own zone. */
function Slots() {
  const t = useWords('composer')
  const formats = useFormats()
  const { chosen } = useComposing()
  const ids = chosen.map((channel) => channel.id).join(',')
  const slots = useQuery({
    ...ask({ topic: 'slots', path: '/slots/free', query: { channels: ids }, schema: FreeSlotList }),
    enabled: ids !== '',
  })
  if (chosen.length === 0) return <p className="text-sm text-muted">{t('chooseChannels')}</p>
  if (!slots.data) return null
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {chosen.map((channel) => {
        const slot = slots.data.items.find((one) => one.channelId === channel.id)
        return (
          <li key={channel.id} className="flex flex-wrap items-center gap-x-2">
            <NetworkMark network={channel.face} size="small" />
            <span className="min-w-0 truncate">{channel.name}</span>
            {slot ? (
              <span className="text-muted figures">
                {formats.moment(slot.at, slot.zone)} · {zoneCity(slot.zone)}
              </span>
            ) : (
              <Link to={`/slots?channel=${channel.id}` as never} className="text-bad underline">
                {t('noSlot')}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}
