import { useQuery } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import { Catalogue, type MetricId, metricOf, needsOf } from '../../../modules/measure/metrics/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { ask } from '../../api/query.ts'
import { IconButton } from '../../kit/button.tsx'
import { Popover } from '../../kit/popover.tsx'
import { useWords } from '../../kit/words.ts'

/** How a number is counted, where the definition comes from, and what the networks mean by what is below it. */
export function MetricInfo({ metric }: { metric: MetricId }) {
  const t = useWords('numbers')
  return (
    <Popover
      label={t('howCounted')}
      align="end"
      className="w-88"
      trigger={<IconButton icon={Info} label={t('howCounted')} size="small" />}
    >
      <Explained metric={metric} />
    </Popover>
  )
}

function Explained({ metric }: { metric: MetricId }) {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const catalogue = useQuery(
    ask({ topic: 'workspace', path: '/metrics', schema: Catalogue, fresh: Number.POSITIVE_INFINITY }),
  )
  const definition = metricOf(metric)
  const needs = needsOf(definition)
  return (
    <div className="flex flex-col gap-3 text-sm">
      <div>
        <p className="font-semibold">{metrics.name(metric)}</p>
        <p className="mt-1">{metrics.formula(metric)}</p>
        {definition.pooling === 'ratio' && <p className="mt-1 text-muted">{t('pooledRatio')}</p>}
        <p className="mt-1 text-muted">{t('version', { version: definition.version })}</p>
        {definition.source.startsWith('https://') && (
          <a
            href={definition.source}
            target="_blank"
            rel="noreferrer"
            className="mt-1 inline-block text-accent underline underline-offset-2"
          >
            {t('source')}
          </a>
        )}
      </div>
      {catalogue.data?.networks.map(({ network, name, tells }) => {
        const told = tells.filter((one) => needs.includes(one.metric))
        return (
          <div key={network}>
            <p className="font-medium">{name}</p>
            {told.length === 0 && needs.length > 0 ? (
              <p className="text-muted">{metrics.missing('not_told')}</p>
            ) : (
              <ul className="text-muted">
                {told.map((one) => (
                  <li key={`${one.of}-${one.metric}`}>{one.meaning}</li>
                ))}
              </ul>
            )}
          </div>
        )
      })}
    </div>
  )
}
