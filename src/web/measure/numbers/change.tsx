import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import type { NumberValue } from '../../../modules/measure/numbers/contract.ts'
import { useMetrics } from '../../api/metrics.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

/** How a number stands against the period beside it: direction, difference, percent. Nothing when nothing was compared. */
export function Change({ number, className }: { number: NumberValue; className?: string }) {
  const t = useWords('numbers')
  const metrics = useMetrics()
  const formats = useFormats()
  const { compare, metric } = number
  if (!compare || compare.difference === null) return null
  const { difference, change } = compare
  const Icon = difference > 0 ? ArrowUp : difference < 0 ? ArrowDown : ArrowRight
  const tone = difference > 0 ? 'text-good' : difference < 0 ? 'text-bad' : 'text-muted'
  const words = difference > 0 ? t('up') : difference < 0 ? t('down') : t('same')
  return (
    <span className={cx('inline-flex flex-wrap items-center gap-x-1 text-sm figures', tone, className)}>
      <span className="inline-flex items-center gap-1 whitespace-nowrap">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        <span className="sr-only">{words}</span>
        {metrics.sayDifference(metric, difference)}
      </span>
      {change !== null && <span className="text-muted">({formats.change(change)})</span>}
    </span>
  )
}
