import { Ban, ChevronRight, TriangleAlert } from 'lucide-react'
import type { Bar, Choosable, Fit } from '../../../modules/plan/choice/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { useCountries, useFaces } from './names.ts'
import { Reasons } from './reasons.tsx'
import { SourceLink } from './source-link.tsx'
import { SpanBar } from './span-bar.tsx'

type Props = { fit: Fit; networks: readonly Choosable[]; chosen: boolean; onChoose: (on: boolean) => void }

/** Where something is known of less than half of what counts, a single number would say more than anybody knows. */
const enough = 0.5

/** One network: its score with what it rests on, and why, when one opens it. */
export function NetworkCard({ fit, networks, chosen, onChoose }: Props) {
  const t = useWords('choice')
  const formats = useFormats()
  const face = useFaces(networks)(fit.network)
  const known = networks.find(({ network }) => network === fit.network)
  const sayDates = (oldest: string, newest: string): string => {
    const [from, to] = [formats.day(oldest, 'UTC'), formats.day(newest, 'UTC')]
    return from === to ? t('fit.date', { day: from }) : t('fit.dates', { from, to })
  }
  const points = (share: number) => formats.number(Math.round(share * 100))
  return (
    <li className="rounded-lg border border-line bg-surface p-4 shadow-card">
      <div className="flex items-start gap-3">
        <Checkbox
          checked={chosen}
          onChange={onChoose}
          label={t('fit.choose', { name: face.name })}
          hideLabel
          className="mt-0.5"
        />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <NetworkMark network={face} size="small" />
            <h2 className="font-semibold">{face.name}</h2>
            {fit.barred && (
              <Badge tone="bad" icon={Ban}>
                {t('fit.barred')}
              </Badge>
            )}
            {known && !known.publishes && <Badge>{t('fit.byHand')}</Badge>}
            {known && known.channels.length > 0 && (
              <Badge tone="good">{t('fit.joined', { count: known.channels.length })}</Badge>
            )}
          </div>
          {fit.score && (
            <div className="mt-2 grid items-center gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
              <SpanBar interval={fit.score} muted={fit.rests < enough} />
              <p className="figures">
                <strong className="font-semibold">
                  {fit.rests < enough ? t('fit.tooLittle') : t('fit.score', { score: points(fit.score.mid) })}
                </strong>{' '}
                <span className="text-muted">
                  {t('fit.between', { low: points(fit.score.low), high: points(fit.score.high) })}
                </span>
              </p>
            </div>
          )}
          <p className="mt-1 text-sm text-muted">
            {t('fit.rests', { share: formats.percent(fit.rests, 0) })}
            {fit.oldest && fit.newest && ` · ${sayDates(fit.oldest, fit.newest)}`}
          </p>
          <Bars bars={fit.bars} />
          <details className="group mt-2">
            <summary className="inline-flex min-h-(--control-small) cursor-pointer list-none items-center gap-1 rounded-md text-sm font-medium text-accent touch:min-h-11">
              <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
              {t('fit.why', { name: face.name })}
            </summary>
            <Reasons fit={fit} />
          </details>
        </div>
      </div>
    </li>
  )
}

/** Each with its source; one of which nobody is sure is told and bars nothing. */
function Bars({ bars }: { bars: readonly Bar[] }) {
  const t = useWords('choice')
  const { nameOf } = useCountries()
  if (bars.length === 0) return null
  return (
    <ul className="mt-2 flex flex-col gap-1 text-sm">
      {bars.map((bar) => (
        <li key={`${bar.country} ${bar.kind} ${bar.source}`} className="flex items-start gap-1.5">
          <TriangleAlert
            aria-hidden
            className={`mt-0.5 size-4 shrink-0 ${bar.confidence === 'low' ? 'text-warn' : 'text-bad'}`}
          />
          <span className="min-w-0">
            {t(`bars.${bar.kind}`, { country: nameOf(bar.country) })}
            {bar.since && ` ${t('bars.since', { since: bar.since })}`}
            {bar.confidence === 'low' && ` ${t('bars.unsure')}`}{' '}
            <SourceLink source={bar.source} url={bar.url} />
          </span>
        </li>
      ))}
    </ul>
  )
}
