import { type Fit, isShare, type Reason, type Used } from '../../../modules/plan/choice/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { useGroupWords, useSpan } from './names.ts'
import { SourceLink } from './source-link.tsx'
import { SpanBar } from './span-bar.tsx'

/** Why a network has its score: each part with its weight, its interval, what widens it, and the figures behind it. */
export function Reasons({ fit }: { fit: Fit }) {
  const t = useWords('choice')
  const formats = useFormats()
  return (
    <div className="mt-2 flex flex-col gap-4">
      {fit.reasons.map((reason) => (
        <ReasonPart key={reason.part} reason={reason} />
      ))}
      {fit.stay.length > 0 && (
        <section>
          <h3 className="text-sm font-medium">{t('fit.stay')}</h3>
          <ul className="mt-1.5 flex flex-col gap-1.5 text-sm">
            {fit.stay.map((used) => (
              <UsedFigure key={`${used.measure} ${used.country} ${used.value}`} used={used} />
            ))}
          </ul>
        </section>
      )}
      {fit.with.length > 0 && (
        <p className="text-sm text-muted">
          {t('fit.with', { formats: fit.with.map((one) => t(`formats.${one}`)).join(', ') })}
          {fit.hours !== null && ` ${t('fit.hours', { hours: formats.number(fit.hours) })}`}
        </p>
      )}
    </div>
  )
}

function ReasonPart({ reason }: { reason: Reason }) {
  const t = useWords('choice')
  const formats = useFormats()
  const span = useSpan()
  return (
    <section>
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm font-medium">
        {t(`reasons.${reason.part}`)}
        <span className="font-normal text-muted figures">
          {t('reasons.weight', { share: formats.percent(reason.weight, 0) })}
        </span>
      </h3>
      <div className="mt-1 grid items-center gap-x-4 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <SpanBar interval={reason.value} muted={!reason.known} />
        <p className="text-sm">
          {reason.known
            ? t(`reasons.said.${reason.part}`, { span: span(reason.value) })
            : t('reasons.notKnown')}
        </p>
      </div>
      {reason.notes.length > 0 && (
        <ul className="mt-1 list-disc pl-5 text-sm text-muted">
          {reason.notes.map((note) => (
            <li key={note}>{t(`notes.${note}`)}</li>
          ))}
        </ul>
      )}
      {reason.used.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-1.5 text-sm">
          {reason.used.map((used) => (
            <UsedFigure key={`${used.measure} ${used.country} ${used.dimension} ${used.value}`} used={used} />
          ))}
        </ul>
      )}
    </section>
  )
}

function UsedFigure({ used }: { used: Used }) {
  const t = useWords('choice')
  const formats = useFormats()
  const groupOf = useGroupWords()
  return (
    <li className="border-l-2 border-line pl-3">
      <span className="figures">
        {groupOf(used)}:{' '}
        <strong className="font-medium">
          {isShare(used.measure)
            ? formats.percent(used.number)
            : t(`stays.${used.measure === 'visit' ? 'visit' : 'minutes'}`, {
                minutes: formats.number(used.number),
              })}
        </strong>
      </span>{' '}
      {used.own && <Badge tone="accent">{t('figures.own')}</Badge>}{' '}
      <span className="text-muted">
        {formats.day(used.knownOn, 'UTC')}, {t(`confidence.${used.confidence}`)} ·{' '}
        <SourceLink source={used.source} url={used.url} />
      </span>
    </li>
  )
}
