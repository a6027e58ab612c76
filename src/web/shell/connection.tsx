import { CloudOff, WifiOff } from 'lucide-react'
import { useConnection } from '../api/connection.ts'
import { useWords } from '../kit/words.ts'

/** Says that nothing new comes in and nothing goes out, for as long as it is so. */
export function ConnectionBar() {
  const t = useWords('shell')
  const state = useConnection()
  const Icon = state === 'offline' ? WifiOff : CloudOff
  return (
    <div role="status">
      {state !== 'good' && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-center text-sm font-medium text-warn">
          <Icon aria-hidden className="size-4 shrink-0" />
          {t(`connection.${state}`)}
        </p>
      )}
    </div>
  )
}
