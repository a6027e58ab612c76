import type { MetricId } from '../../../modules/measure/metrics/contract.ts'
import type { Missing } from '../../../modules/measure/numbers/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { dash } from '../../kit/format.ts'

/** A number, or a dash that says to everyone why it is one. */
export function Figure({
  metric,
  value,
  missing,
}: {
  metric: MetricId
  value: number | null
  missing: Missing | null
}) {
  const metrics = useMetrics()
  if (value !== null) return metrics.say(metric, value)
  const why = metrics.missing(missing ?? 'no_data')
  return (
    <span title={why} className="text-faint">
      <span aria-hidden>{dash}</span>
      <span className="sr-only">{why}</span>
    </span>
  )
}

/** Under a table: what its dashes mean, so that nobody takes one for a zero. */
export function DashNote({ reasons }: { reasons: readonly (Missing | null)[] }) {
  const metrics = useMetrics()
  const found = [...new Set(reasons)].filter((reason) => reason !== null)
  if (found.length === 0) return null
  return (
    <p className="mt-3 text-xs text-muted">
      {dash} {found.map(metrics.missing).join(' · ')}
    </p>
  )
}
