import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import { type Gauge, leastToJudge } from '../../../modules/plan/mix/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { addDays, type Day } from '../../kit/days.ts'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { CategoryMark, categories, fills } from './category-mark.tsx'
import { useMix } from './use-plan.ts'

const backDays = 90

type Props = { shares: ContentPlan['shares']; first: Day; end: Day; today: Day }

/** Whether the mix is kept: of what is planned and scheduled in these weeks, and of what went out lately. */
export function GaugesCard({ shares, first, end, today }: Props) {
  const t = useWords('plan')
  const words = useProblemWords()
  const ahead = useMix(first, end)
  const behind = useMix(addDays(today, -backDays), addDays(today, 1))
  const error = ahead.error ?? behind.error
  return (
    <Card title={t('gauges.title')} help={t('gauges.help')}>
      {error && (
        <ErrorState
          small
          words={words(error)}
          onRetry={() => {
            void ahead.refetch()
            void behind.refetch()
          }}
        />
      )}
      {!error && (!ahead.data || !behind.data) && <Skeleton className="h-32" />}
      {ahead.data && behind.data && (
        <div className="grid gap-x-8 gap-y-5 md:grid-cols-3">
          <GaugeView name={t('gauges.planned')} gauge={ahead.data.planned} shares={shares} />
          <GaugeView name={t('gauges.scheduled')} gauge={ahead.data.scheduled} shares={shares} />
          <GaugeView
            name={t('gauges.published', { days: backDays })}
            gauge={behind.data.published}
            shares={shares}
          />
        </div>
      )}
    </Card>
  )
}

type ViewProps = { name: string; gauge: Gauge; shares: ContentPlan['shares'] }

function GaugeView({ name, gauge, shares }: ViewProps) {
  const t = useWords('plan')
  const formats = useFormats()
  const judged = gauge.total - gauge.categories.none
  const enough = judged >= leastToJudge
  const percent = (count: number): number => (judged === 0 ? 0 : (100 * count) / judged)
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-2">
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm font-medium">
        <span>{name}</span>
        <span className="font-normal text-muted figures">{t('gauges.posts', { count: gauge.total })}</span>
      </h3>
      <div aria-hidden className="flex h-2.5 overflow-hidden rounded-full bg-quiet-soft">
        {categories.map((category) => (
          <span
            key={category}
            className={fills[category]}
            style={{ width: `${percent(gauge.categories[category])}%` }}
          />
        ))}
      </div>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto_auto] gap-x-3 gap-y-1 text-sm">
        {categories.map((category) => (
          <div key={category} className="contents">
            <dt className="flex min-w-0 items-center gap-2">
              <CategoryMark category={category} />
              <span className="min-w-0 break-words">{t(`categories.${category}`)}</span>
            </dt>
            <dd className="text-right figures">
              {enough
                ? formats.percent(percent(gauge.categories[category]) / 100, 0)
                : formats.number(gauge.categories[category])}
            </dd>
            <dd className="text-right text-muted figures">{t('gauges.of', { share: shares[category] })}</dd>
          </div>
        ))}
      </dl>
      {!enough && <p className="text-sm text-muted">{t('gauges.tooFew', { least: leastToJudge })}</p>}
      {gauge.categories.none > 0 && (
        <p className="text-sm text-muted">{t('gauges.none', { count: gauge.categories.none })}</p>
      )}
    </section>
  )
}
