import type { Coverage } from '../../../modules/plan/choice/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useCountries, useSpan } from './names.ts'
import { SpanBar } from './span-bar.tsx'

type Props = { coverage: Coverage | null; nameOfNetwork: (network: string) => string }

/** What the chosen networks reach of the audience together, and whom they do not. */
export function CoverageCard({ coverage, nameOfNetwork }: Props) {
  const t = useWords('choice')
  const formats = useFormats()
  const span = useSpan()
  const { nameOf } = useCountries()
  if (!coverage) return <Card title={t('coverage.title')}>{t('coverage.none')}</Card>
  const { parts, reached, unreached, barred, unknown } = coverage
  const dark = parts.filter(({ known }) => !known).reduce((sum, { share }) => sum + share, 0)
  return (
    <Card title={t('coverage.title')} help={t('coverage.help')}>
      <div className="flex flex-col gap-3">
        <p>
          <strong className="font-semibold figures">{span(reached)}</strong> {t('coverage.whole')}
        </p>
        <ul className="flex flex-col gap-2.5">
          {parts.map((part) => (
            <li key={part.ages ?? ''}>
              <p className="flex items-baseline justify-between gap-3 text-sm figures">
                <span>
                  {part.ages === null ? t('coverage.noAges') : t('groups.age', { ages: part.ages })}{' '}
                  <span className="text-muted">
                    {t('coverage.share', { share: formats.percent(part.share, 0) })}
                  </span>
                </span>
                <span>{part.known ? span(part.reached) : t('coverage.notKnown')}</span>
              </p>
              <SpanBar interval={part.reached} muted={!part.known} />
            </li>
          ))}
        </ul>
        {unreached.length > 0 && (
          <Alert tone="warn">{t('coverage.unreached', { ages: unreached.join(', ') })}</Alert>
        )}
        {barred.length > 0 && (
          <Alert tone="bad">{t('coverage.barred', { countries: barred.map(nameOf).join(', ') })}</Alert>
        )}
        {unknown.length > 0 && (
          <p className="text-sm text-muted">
            {t('coverage.unknown', { names: formats.list(unknown.map(nameOfNetwork)) })}
          </p>
        )}
        {dark > 0.005 && (
          <p className="text-sm text-muted">{t('coverage.dark', { share: formats.percent(dark, 0) })}</p>
        )}
      </div>
    </Card>
  )
}
