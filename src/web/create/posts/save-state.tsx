import { Check, CloudOff, HardDrive, LoaderCircle, PencilLine, TriangleAlert } from 'lucide-react'
import { useProblemWords } from '../../api/words.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import type { SaveState as State } from './keeper.ts'
import { isBlank } from './writing.ts'

const icons = {
  saved: Check,
  dirty: PencilLine,
  saving: LoaderCircle,
  kept: HardDrive,
  offline: CloudOff,
  conflict: TriangleAlert,
  failed: TriangleAlert,
} satisfies Record<State, typeof Check>

/** Where the words are: on the server, on their way, or only on this device. */
export function SaveState() {
  const t = useWords('composer')
  const words = useProblemWords()
  const { state, problem, post, writing } = useComposing()
  if (post === null && isBlank(writing)) return null
  const Icon = icons[state]
  const bad = state === 'failed' || state === 'conflict'
  return (
    <span
      role="status"
      className={cx(
        'inline-flex min-w-0 items-center gap-1.5 text-sm',
        bad ? 'text-bad' : state === 'offline' ? 'text-warn' : 'text-muted',
      )}
    >
      <Icon aria-hidden className={cx('size-4 shrink-0', state === 'saving' && 'animate-turn')} />
      <span className="min-w-0">
        {t(`save.${state}`)}
        {state === 'failed' && problem !== null && ` ${words(problem)}`}
      </span>
    </span>
  )
}
