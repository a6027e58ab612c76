import type { AuditChange } from '../../../modules/people/audit/contract.ts'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { useFieldWords, useValueWords } from './use-entry-words.ts'

/** What changed, a line for each field: before → after. */
export function ChangeList({ changes, clamp }: { changes: readonly AuditChange[]; clamp?: boolean }) {
  const fieldWords = useFieldWords()
  return (
    <dl className="flex flex-col gap-1 text-sm">
      {changes.map((change) => (
        <div key={change.field} className="flex flex-wrap gap-x-2">
          <dt className="text-muted">{fieldWords(change.field)}</dt>
          <dd className={cx('min-w-0 break-words', clamp ? 'line-clamp-2' : 'whitespace-pre-wrap')}>
            <Values {...change} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Values({ field, before, after }: AuditChange) {
  const t = useWords('audit')
  const valueWords = useValueWords()
  if (before === undefined) return valueWords(field, after)
  if (after === undefined) return t('was', { before: valueWords(field, before) })
  return t('became', { before: valueWords(field, before), after: valueWords(field, after) })
}
