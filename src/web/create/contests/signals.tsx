import type { Signal } from '../../../modules/create/contests/contract.ts'
import { useWords } from '../../kit/words.ts'

/** Each is told with its weight. */
export function Signals({ signals }: { signals: readonly Signal[] }) {
  const t = useWords('contests')
  if (signals.length === 0) return null
  return (
    <span className="flex flex-wrap gap-x-3 text-sm text-warn figures">
      {signals.map(({ signal, weight, count }) => (
        <span key={signal}>
          {t(`signals.${signal}`, { count: count ?? 0 })} (+{weight})
        </span>
      ))}
    </span>
  )
}
