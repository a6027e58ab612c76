import {
  CalendarClock,
  CalendarPlus,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Hand,
  Hourglass,
  Link2Off,
  type LucideIcon,
  RotateCw,
  Search,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Attempt, DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { useFailureWords } from '../../api/failure-words.ts'
import { cx } from '../../kit/class.ts'
import { type Formats, useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { type Tone, toneSoft } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { lifeOf, type Moment, tookMs } from './life.ts'

type Face = { icon: LucideIcon; tone: Tone }

const outcomes = {
  published: { icon: CircleCheck, tone: 'good' },
  pending: { icon: Hourglass, tone: 'info' },
  handed: { icon: Hand, tone: 'accent' },
  later: { icon: Clock, tone: 'warn' },
  reconnect: { icon: Link2Off, tone: 'bad' },
  rejected: { icon: CircleX, tone: 'bad' },
  unknown: { icon: CircleHelp, tone: 'doubt' },
  absent: { icon: Search, tone: 'quiet' },
} satisfies Record<NonNullable<Attempt['outcome']>, Face>

const faceOf = (moment: Moment): Face => {
  switch (moment.kind) {
    case 'planned':
      return { icon: CalendarPlus, tone: 'quiet' }
    case 'due':
      return { icon: CalendarClock, tone: 'quiet' }
    case 'published':
      return { icon: CircleCheck, tone: 'good' }
    case 'next':
      return { icon: RotateCw, tone: 'info' }
    case 'attempt':
      return moment.attempt.outcome ? outcomes[moment.attempt.outcome] : { icon: CircleHelp, tone: 'doubt' }
  }
}

/** To the second: what happened between two servers is compared with their logs. */
const exact = (formats: Formats, at: string): string =>
  formats.custom(at, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  })

const steps: [limit: number, unit: string, size: number][] = [
  [1000, 'millisecond', 1],
  [90_000, 'second', 1000],
  [5_400_000, 'minute', 60_000],
  [172_800_000, 'hour', 3_600_000],
  [Number.POSITIVE_INFINITY, 'day', 86_400_000],
]

/** A length of time as people read it: 240 ms, 1.2 sec, 3 hr. */
function length(formats: Formats, ms: number): string {
  const [, unit = 'day', size = 1] = steps.find(([limit]) => ms < limit) ?? []
  return formats.number(ms / size, { style: 'unit', unit, maximumFractionDigits: unit === 'second' ? 1 : 0 })
}

/** The life of a delivery, moment by moment. */
export function DeliveryHistory({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const life = lifeOf(delivery)
  return (
    <Card title={t('life.title')}>
      <ol className="flex flex-col">
        {life.map((moment, place) => (
          <MomentRow
            key={moment.kind === 'attempt' ? moment.attempt.number : moment.kind}
            moment={moment}
            network={delivery.channel.network}
            last={place === life.length - 1}
          />
        ))}
      </ol>
    </Card>
  )
}

function MomentRow({ moment, network, last }: { moment: Moment; network: string; last: boolean }) {
  const formats = useFormats()
  const { icon: Icon, tone } = faceOf(moment)
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!last && <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px bg-line-strong" />}
      <span className={cx('flex size-7 shrink-0 items-center justify-center rounded-full', toneSoft[tone])}>
        <Icon aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <Title moment={moment} />
          <time dateTime={moment.at} className="text-sm text-muted figures">
            {exact(formats, moment.at)}
          </time>
        </div>
        {moment.kind === 'attempt' && <AttemptFacts attempt={moment.attempt} network={network} />}
      </div>
    </li>
  )
}

function Title({ moment }: { moment: Moment }) {
  const t = useWords('deliveries')
  const formats = useFormats()
  const words = (): ReactNode => {
    switch (moment.kind) {
      case 'attempt': {
        const { kind, outcome } = moment.attempt
        return t(`life.${kind}.${outcome ?? 'open'}`)
      }
      case 'published':
        return t(moment.lateMs < 0 ? 'life.early' : 'life.published', {
          time: length(formats, Math.abs(moment.lateMs)),
        })
      case 'next':
        return t('life.next', { when: formats.relative(moment.at) })
      default:
        return t(`life.${moment.kind}`)
    }
  }
  return <p className="font-medium">{words()}</p>
}

function AttemptFacts({ attempt, network }: { attempt: Attempt; network: string }) {
  const t = useWords('deliveries')
  const formats = useFormats()
  const failureWords = useFailureWords()
  const { title, detail } = failureWords(attempt, network)
  const took = tookMs(attempt)
  const facts = [
    t('life.number', { number: attempt.number }),
    took !== null && t('life.took', { time: length(formats, took) }),
    attempt.status !== null && t('life.status', { status: String(attempt.status) }),
    attempt.retryAt && t('life.pause', { until: exact(formats, attempt.retryAt) }),
  ]
  return (
    <>
      {title && <p>{title}</p>}
      {detail && detail !== title && (
        <p lang="en" className="text-sm text-muted">
          {detail}
        </p>
      )}
      <p className="mt-0.5 text-sm text-muted figures">{facts.filter(Boolean).join(' · ')}</p>
      <details className="mt-0.5 text-sm">
        <summary className="w-fit cursor-default rounded-sm py-0.5 text-muted hover:text-text touch:py-2.5">
          {t('life.more')}
        </summary>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-md bg-sunken p-3 text-xs">
          {attempt.code && (
            <>
              <dt className="text-muted">{t('life.code')}</dt>
              <dd className="font-mono break-all">{attempt.code}</dd>
            </>
          )}
          <dt className="text-muted">{t('life.digest')}</dt>
          <dd className="font-mono break-all">{attempt.digest}</dd>
          <dt className="text-muted">{t('life.worker')}</dt>
          <dd className="font-mono break-all">{attempt.worker}</dd>
        </dl>
      </details>
    </>
  )
}
