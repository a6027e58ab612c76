import { Link } from '@tanstack/react-router'
import { Hourglass } from 'lucide-react'
import { useWorkspace } from '../api/me.ts'
import { useFormats } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'

/** On every page of a workspace that is being deleted, so that nobody waits for what will not go out. */
export function ClosingBar() {
  const t = useWords('shell')
  const formats = useFormats()
  const { eraseAt } = useWorkspace()
  if (!eraseAt) return null
  return (
    <p
      role="status"
      className="flex flex-wrap items-center justify-center gap-x-3 bg-bad-soft px-4 py-1.5 text-center text-sm font-medium text-bad"
    >
      <span className="flex min-w-0 items-center gap-2">
        <Hourglass aria-hidden className="size-4 shrink-0" />
        {t('closing.words', { when: formats.moment(eraseAt) })}
      </span>
      <Link to={'/settings' as never} className="underline touch:py-2.5">
        {t('closing.look')}
      </Link>
    </p>
  )
}
