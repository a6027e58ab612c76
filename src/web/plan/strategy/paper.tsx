import type { ReactNode } from 'react'
import { type MetricId, metricIds } from '../../../modules/measure/metrics/contract.ts'
import {
  filledParts,
  type SpokenTo,
  type Strategy,
  type StrategyPart,
  type SuccessGoal,
} from '../../../modules/plan/strategy/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { longDay, useSaid } from './part-names.ts'

type Props = {
  workspace: string
  parts: Strategy
  goals: readonly SuccessGoal[]
  personas: readonly SpokenTo[]
  savedAt: string | null
  /** Parts that the reader is not shown. */
  without: readonly StrategyPart[]
}

/** All of it on one page: on the screen as on paper, where it stands alone. */
export function Paper({ workspace, parts, goals, personas, savedAt, without }: Props) {
  const t = useWords('strategy')
  const formats = useFormats()
  const filled = filledParts(parts)
  const shown = (part: StrategyPart) => !without.includes(part) && filled.includes(part)
  const { objective } = parts.objective
  return (
    <article
      data-paper
      className="rounded-lg border border-line bg-surface px-5 py-6 shadow-card md:px-10 md:py-9 print:border-0 print:p-0 print:text-xs print:shadow-none"
    >
      <header className="border-b border-line-strong pb-4 print:pb-2">
        <p className="text-sm text-muted print:text-xs">
          {t('page.title')}
          {savedAt && ` · ${t('page.asOf', { day: formats.day(savedAt) })}`}
        </p>
        <h2 className="mt-1 text-2xl font-semibold break-words print:text-xl">{workspace}</h2>
        {shown('positioning') && (
          <p className="mt-1 text-lg break-words print:text-base">{parts.positioning.oneThing}</p>
        )}
      </header>
      {shown('objective') && objective && (
        <section className="mt-5 rounded-md bg-accent-soft p-4 print:mt-3 print:border print:border-black print:p-2">
          <h3 className="text-sm text-accent print:text-xs">{t('parts.objective')}</h3>
          <p className="text-xl font-semibold print:text-base">{t(`objectives.${objective}`)}</p>
          <Text words={parts.objective.why} />
        </section>
      )}
      <div className="mt-6 gap-x-10 md:columns-2 print:mt-3 print:columns-2 print:gap-x-6">
        <Section part="audience" shown={shown('audience')}>
          {personas.length > 0 && (
            <p className="mb-2 font-medium break-words print:mb-1">
              {formats.list(personas.map(({ name }) => name))}
            </p>
          )}
          <Fields part="audience" fields={['whom', 'need', 'where', 'notFor']} of={parts.audience} />
        </Section>
        <Section part="positioning" shown={shown('positioning')}>
          <Fields part="positioning" fields={['voice', 'human', 'never']} of={parts.positioning} />
        </Section>
        <Section part="metrics" shown={shown('metrics')}>
          <Goals goals={goals} />
          <Text words={parts.metrics.words} />
        </Section>
        <Section part="channels" shown={shown('channels')}>
          <Text words={parts.channels.words} />
          <Links links={parts.channels.links} />
        </Section>
        <Section part="listening" shown={shown('listening')}>
          <Fields part="listening" fields={['ours', 'field', 'asked']} of={parts.listening} />
        </Section>
        <Section part="team" shown={shown('team')}>
          <ul className="flex flex-col gap-0.5">
            {parts.team.people.map(({ name, does }) => (
              <li key={`${name} ${does}`} className="break-words">
                <strong className="font-medium">{name}</strong>
                {does && ` – ${does}`}
              </li>
            ))}
          </ul>
          <Text words={parts.team.words} />
        </Section>
        <Section part="rhythm" shown={shown('rhythm')}>
          <Rhythm rhythm={parts.rhythm} />
        </Section>
      </div>
    </article>
  )
}

const Text = ({ words }: { words: string }) =>
  words && <p className="mt-1 break-words whitespace-pre-wrap">{words}</p>

type SectionProps = { part: StrategyPart; shown: boolean; children: ReactNode }

function Section({ part, shown, children }: SectionProps) {
  const t = useWords('strategy')
  if (!shown) return null
  return (
    <section className="mb-6 break-inside-avoid print:mb-3">
      <h3 className="mb-1 break-after-avoid border-b border-line pb-1 text-base font-semibold print:text-sm">
        {t(`parts.${part}`)}
      </h3>
      {children}
    </section>
  )
}

type FieldsProps<P extends StrategyPart> = {
  part: P
  fields: readonly (keyof Strategy[P] & string)[]
  of: Strategy[P]
}

function Fields<P extends StrategyPart>({ part, fields, of }: FieldsProps<P>) {
  const said = useSaid()
  return (
    <dl className="flex flex-col gap-2 print:gap-1">
      {fields
        .filter((field) => of[field])
        .map((field) => (
          <div key={field} className="break-inside-avoid">
            <dt className="text-sm text-muted print:text-2xs">{said.field(part, field)}</dt>
            <dd className="break-words whitespace-pre-wrap">{String(of[field])}</dd>
          </div>
        ))}
    </dl>
  )
}

const isKnown = (metric: string): metric is MetricId => (metricIds as readonly string[]).includes(metric)

function Goals({ goals }: { goals: readonly SuccessGoal[] }) {
  const t = useWords('strategy')
  const metrics = useMetrics()
  const { locale } = useFormats()
  return (
    <ul className="flex flex-col gap-1.5">
      {goals.map(({ id, name, metric, baseline, target, deadline }) => (
        <li key={id} className="break-inside-avoid break-words">
          <strong className="font-medium">{name}</strong>
          <span className="block text-sm text-muted figures print:text-2xs">
            {isKnown(metric) &&
              `${t('way', {
                metric: metrics.name(metric),
                baseline: metrics.say(metric, baseline),
                target: metrics.say(metric, target),
              })}, `}
            {t('byDay', { day: sayDay(deadline, locale, longDay) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

const Links = ({ links }: { links: Strategy['channels']['links'] }) => (
  <ul className="mt-1 flex flex-col gap-0.5">
    {links.map(({ label, url }) => (
      <li key={`${label} ${url}`} className="break-all">
        <a href={url} rel="noopener noreferrer nofollow" target="_blank" className="text-accent underline">
          {label || url}
        </a>
        {label && <span className="hidden print:inline"> – {url}</span>}
      </li>
    ))}
  </ul>
)

function Rhythm({ rhythm: { every, next, questions } }: { rhythm: Strategy['rhythm'] }) {
  const t = useWords('strategy')
  const { locale } = useFormats()
  const facts = [
    ...(every ? [t(`every.${every}`)] : []),
    ...(next ? [t('page.nextReview', { day: sayDay(next, locale, longDay) })] : []),
  ]
  return (
    <>
      <p>{facts.join(' · ')}</p>
      <Text words={questions} />
    </>
  )
}
