import { TriangleAlert } from 'lucide-react'
import type { MatrixFault, Work } from '../../../modules/plan/team/contract.ts'
import { useWords } from '../../kit/words.ts'
import { teamPage } from './routes.tsx'

/** What it is called, for which skill, and what is missing. */
export function WorkName({ work, faults }: { work: Work; faults: readonly MatrixFault[] }) {
  const t = useWords('team')
  const setSearch = teamPage.useSetSearch()
  return (
    <>
      <button
        type="button"
        className="min-h-6 min-w-6 text-left font-medium break-words hover:underline touch:min-h-11"
        onClick={() => setSearch({ work: work.id }, { replace: false })}
      >
        {work.name}
      </button>
      {work.name !== t(`functions.${work.function}`) && (
        <span className="block text-sm text-muted">{t(`functions.${work.function}`)}</span>
      )}
      {faults
        .filter(({ workId }) => workId === work.id)
        .map(({ code }) => (
          <span key={code} className="mt-0.5 flex items-start gap-1 text-sm text-warn">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {t(`faults.${code}`)}
          </span>
        ))}
    </>
  )
}
