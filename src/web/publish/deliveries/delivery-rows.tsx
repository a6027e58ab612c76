import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { Delivery } from '../../../modules/publish/deliveries/contract.ts'
import { useMayOn, useNetworks } from '../../api/channels.ts'
import { useFailureWords } from '../../api/failure-words.ts'
import { useWorkspace } from '../../api/me.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { isChoosable } from './groups.ts'
import { deliveriesPage } from './routes.tsx'
import type { Chosen } from './use-chosen.ts'

type Props = { deliveries: readonly Delivery[]; chosen: Chosen; byDay?: boolean }

/** Deliveries one below the other; `byDay` puts a heading above each day. */
export function DeliveryRows({ deliveries, chosen, byDay }: Props) {
  const formats = useFormats()
  const { timeZone } = useWorkspace()
  const dayOf = ({ dueAt }: Delivery) => toCivil(dueAt, timeZone).slice(0, 10)
  return (
    <ul>
      {deliveries.map((one, place) => {
        const before = deliveries[place - 1]
        const begins = byDay && (!before || dayOf(before) !== dayOf(one))
        return (
          <Fragment key={one.id}>
            {begins && (
              <li className="px-4 pt-3.5 pb-1 text-sm font-semibold text-muted first:pt-1.5 md:px-5">
                {formats.weekday(one.dueAt)}
              </li>
            )}
            <DeliveryRow delivery={one} chosen={chosen} near={!byDay} />
          </Fragment>
        )
      })}
    </ul>
  )
}

type RowProps = { delivery: Delivery; chosen: Chosen; near: boolean }

/** `near` says when it was due from now on: so it stands among those that wait for somebody. */
function DeliveryRow({ delivery, chosen, near }: RowProps) {
  const t = useWords('deliveries')
  const mayOn = useMayOn()
  const { open } = deliveriesPage.useSearch()
  const words = delivery.text.trim() || t('untitled')
  const canChoose = mayOn('post.publish', [delivery.channel.id]) && isChoosable(delivery)
  return (
    <li
      className={cx(
        'relative flex items-start border-t border-line first:border-0 hover:bg-hover',
        open === delivery.id && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      {open === delivery.id && (
        <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent-solid" />
      )}
      <span className="flex w-11 shrink-0 pt-3 pl-4 md:w-12 md:pl-5">
        {canChoose && (
          <Checkbox
            hideLabel
            label={t('chooseOne', { words: words.slice(0, 60) })}
            checked={chosen.has(delivery.id)}
            onChange={(on) => chosen.set([delivery], on)}
          />
        )}
      </span>
      <Link
        to="/deliveries"
        search={((before: object) => ({ ...before, open: delivery.id })) as never}
        resetScroll={globalThis.matchMedia('(max-width: 63.99rem)').matches}
        aria-current={open === delivery.id || undefined}
        className="flex min-w-0 flex-1 flex-col gap-1 py-2.5 pr-4 md:pr-5"
      >
        <span className="flex items-start justify-between gap-3">
          <span className="line-clamp-2 min-w-0 text-base">{words}</span>
          <StateBadge state={delivery.state} className="shrink-0" />
        </span>
        <Facts delivery={delivery} near={near} />
      </Link>
    </li>
  )
}

/** Where the state alone does not say why, or what did not come along. */
const tells: ReadonlySet<Delivery['state']> = new Set(['published', 'failed', 'in_doubt', 'waiting'])

function Facts({ delivery, near }: { delivery: Delivery; near: boolean }) {
  const formats = useFormats()
  const failureWords = useFailureWords()
  const face = useNetworks().get(delivery.channel.network)
  const t = useWords('deliveries')
  const { dueAt, failure, channel, upload } = delivery
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
        {face && <NetworkMark network={face} size="small" />}
        <span className="min-w-0 truncate">{channel.handle}</span>
        <span aria-hidden>·</span>
        <time dateTime={dueAt} title={formats.moment(dueAt)} className="shrink-0 figures">
          {near ? formats.relative(dueAt) : formats.time(dueAt)}
        </time>
      </span>
      {upload && (
        <span className="text-sm text-muted figures">
          {t('upload.short', { share: formats.percent(upload.doneBytes / upload.totalBytes, 0) })}
        </span>
      )}
      {failure && tells.has(delivery.state) && (
        <span className="line-clamp-2 text-sm text-muted">
          {failureWords(failure, channel.network).title}
        </span>
      )}
    </>
  )
}
