import { Link } from '@tanstack/react-router'
import { ShieldAlert } from 'lucide-react'
import { useWorkspace } from '../../api/me.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

/** On every page, for whoever has no second step where one will be asked. */
export function GraceBar() {
  const t = useWords('people')
  const formats = useFormats()
  const { secondStepDue } = useWorkspace()
  if (!secondStepDue) return null
  return (
    <p
      role="status"
      className="flex flex-wrap items-center justify-center gap-x-3 bg-warn-soft px-4 py-1.5 text-center text-sm font-medium text-warn"
    >
      <span className="flex min-w-0 items-center gap-2">
        <ShieldAlert aria-hidden className="size-4 shrink-0" />
        {t('gate.soon', { when: formats.moment(secondStepDue) })}
      </span>
      <Link to={'/account' as never} className="underline touch:py-2.5">
        {t('secondStep.turnOn')}
      </Link>
    </p>
  )
}
