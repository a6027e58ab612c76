import { useMemo } from 'react'
import { type MetricId, metricOf } from '../../../modules/measure/metrics/contract.ts'
import type { DaySeries } from '../../../modules/measure/numbers/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { useProblemWords } from '../../api/words.ts'
import { Chart, type ChartData } from '../../kit/chart.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { MetricInfo } from './metric-info.tsx'
import { useDaySeries, useSayDay, useSayPeriod } from './use-numbers.ts'

/** One number day by day, with the period beside it. */
export function MetricChart({ metric }: { metric: MetricId }) {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const words = useProblemWords()
  const series = useDaySeries(metric)
  return (
    <Card
      title={metrics.name(metric)}
      help={metricOf(metric).subject === 'posts' ? t('byPublication') : t('atDayEnd')}
      actions={<MetricInfo metric={metric} />}
    >
      {series.isPending && <Skeleton className="h-60 w-full" />}
      {series.error && <ErrorState small words={words(series.error)} onRetry={() => void series.refetch()} />}
      {series.data && <Drawn series={series.data} />}
    </Card>
  )
}

function Drawn({ series }: { series: DaySeries }) {
  const metrics = useMetrics()
  const t = useWords('numbers')
  const sayDay = useSayDay()
  const data = useChartData(series)
  if (series.points.every(({ value }) => value === null))
    return <p className="py-16 text-center text-base text-muted">{t('nothingToDraw')}</p>
  return (
    <Chart
      label={metrics.name(series.metric)}
      data={data}
      kind={series.metric === 'followers' ? 'line' : 'bar'}
      fromZero={series.metric !== 'followers'}
      format={(value) => metrics.say(series.metric, value)}
      formatX={sayDay}
    />
  )
}

/** Both periods begin at the same place of the axis; the days are those of the first. */
function useChartData(series: DaySeries): ChartData {
  const sayPeriod = useSayPeriod()
  return useMemo(() => {
    const { points, comparePoints, period, compare } = series
    return {
      x: points.map(({ day }) => day),
      series: [
        { name: sayPeriod(period), values: points.map(({ value }) => value) },
        ...(compare
          ? [
              {
                name: sayPeriod(compare),
                values: points.map((_, place) => comparePoints[place]?.value ?? null),
                faint: true,
              },
            ]
          : []),
      ],
    }
  }, [series, sayPeriod])
}
