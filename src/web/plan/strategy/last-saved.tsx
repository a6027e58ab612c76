import type { StrategyState } from '../../../modules/plan/strategy/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

/** Which revision holds, since when and by whom. */
export function LastSaved({ state: { revision, savedAt, savedBy } }: { state: StrategyState }) {
  const t = useWords('strategy')
  const formats = useFormats()
  if (!savedAt) return null
  const when = formats.moment(savedAt)
  return (
    <p className="text-sm text-muted">
      {savedBy ? t('lastSaved', { revision, when, name: savedBy }) : t('lastSavedNobody', { revision, when })}
    </p>
  )
}
