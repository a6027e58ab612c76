import { Link } from '@tanstack/react-router'
import { ExternalLink, Send, Undo2 } from 'lucide-react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useMayOn, useNetworks } from '../../api/channels.ts'
import { useMe } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { StateBadge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'
import { useActs } from '../deliveries/use-acts.ts'
import { isStopped } from './stopped.ts'

type Props = { delivery: DeliveryDetail }

/** When it is due, in whose hands it is, and what has changed meanwhile. */
export function HandState({ delivery }: Props) {
  if (delivery.state === 'published') return <IsOut delivery={delivery} />
  if (delivery.state !== 'handed')
    return (
      <>
        {isStopped(delivery) && <Stop delivery={delivery} />}
        <IsElsewhere delivery={delivery} />
      </>
    )
  return (
    <>
      <When delivery={delivery} />
      <Warnings delivery={delivery} />
    </>
  )
}

function When({ delivery: { channel, dueAt } }: Props) {
  const t = useWords('hand')
  const formats = useFormats()
  const face = useNetworks().get(channel.network)
  const facts = {
    when: `${formats.moment(dueAt, channel.timeZone)} ${zoneCity(channel.timeZone)}`,
    near: formats.relative(dueAt),
  }
  if (Date.parse(dueAt) < Date.now()) return <Alert tone="warn">{t('late', facts)}</Alert>
  return (
    <p className="flex items-center gap-2 text-muted">
      {face && <NetworkMark network={face} />}
      <time dateTime={dueAt}>{t('due', facts)}</time>
    </p>
  )
}

function Warnings({ delivery }: Props) {
  const t = useWords('hand')
  const me = useMe()
  const formats = useFormats()
  const mayOn = useMayOn()
  const acts = useActs(delivery)
  const { handed, channel } = delivery
  const others = handed?.by && handed.by.id !== me.id ? handed.by : null
  return (
    <>
      <Stop delivery={delivery} />
      {handed?.changedAt && (
        <Alert tone="warn" title={t('changed', { when: formats.relative(handed.changedAt) })}>
          {t('changedWords')}
        </Alert>
      )}
      {others && (
        <Alert
          tone="info"
          title={t('others', { name: others.name })}
          action={
            mayOn('post.publish', [channel.id]) && (
              <Button size="small" busy={acts.take.isPending} onClick={() => acts.take.mutate({})}>
                {t('takeOver')}
              </Button>
            )
          }
        >
          {handed && t('othersWords', { when: formats.moment(handed.at) })}
        </Alert>
      )}
    </>
  )
}

/** It must not be put there, and why. It may be out all the same, and then it is to be said. */
function Stop({ delivery: { barred, unapproved } }: Props) {
  const t = useWords('hand')
  if (barred)
    return (
      <Alert tone="bad" title={t('unapproved')}>
        <p>{t(barred.why === 'ended' ? 'barredEnded' : 'barredWithdrawn', { file: barred.file })}</p>
        <p className="mt-1">{t('barredOut')}</p>
      </Alert>
    )
  if (!unapproved) return null
  return (
    <Alert tone="bad" title={t('unapproved')}>
      {t('unapprovedWords')}
    </Alert>
  )
}

/** Said to be out; taken back for a while. */
function IsOut({ delivery }: Props) {
  const t = useWords('hand')
  const formats = useFormats()
  const mayOn = useMayOn()
  const acts = useActs(delivery)
  const { marked, publishedAt, parts, actions, channel } = delivery
  const url = parts.find((part) => part.url !== null)?.url
  const canUndo = actions.includes('unmark') && mayOn('post.publish', [channel.id])
  return (
    <Alert tone="good" title={t('is', { when: formats.moment(publishedAt ?? delivery.updatedAt) })}>
      {marked?.by && <p>{t('isBy', { name: marked.by })}</p>}
      {canUndo && marked && <p>{t('undoUntil', { time: formats.time(marked.undoUntil) })}</p>}
      <span className="mt-2 flex flex-wrap gap-2">
        {url && (
          <Button asChild size="small">
            <a href={url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden className="size-4" />
              {t('see')}
            </a>
          </Button>
        )}
        {canUndo && (
          <Button
            size="small"
            icon={Undo2}
            busy={acts.unmark.isPending}
            onClick={() => acts.unmark.mutate({})}
          >
            {t('undo')}
          </Button>
        )}
      </span>
    </Alert>
  )
}

function IsElsewhere({ delivery }: Props) {
  const t = useWords('hand')
  return (
    <div className="flex flex-col items-start gap-3">
      <StateBadge state={delivery.state} />
      <p className="font-semibold">{t('elsewhere')}</p>
      <p className="text-muted">{t('elsewhereWords')}</p>
      <Button asChild>
        <Link to={`/deliveries/${delivery.id}`}>
          <Send aria-hidden className="size-4" />
          {t('toDelivery')}
        </Link>
      </Button>
    </div>
  )
}
