import type { HeldVerdict } from '../../../modules/plan/presence/contract.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { VerdictBadge } from './marks.tsx'

/** Who decided what and when, newest first; what was taken back stays, and says so. */
export function History({ items }: { items: readonly HeldVerdict[] }) {
  const t = useWords('presence')
  const { moment } = useFormats()
  if (items.length === 0) return <p className="text-base text-muted">{t('noHistory')}</p>
  return (
    <ol className="flex flex-col gap-2">
      {items.map(({ id, verdict, reason, author, createdAt, withdrawnAt }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
          <span className={cx('inline-flex', withdrawnAt && 'line-through')}>
            <VerdictBadge verdict={verdict} />
          </span>
          <span className="text-sm text-muted">
            {t('by', { who: author ?? t('program'), when: moment(createdAt) })}
            {withdrawnAt && ` · ${t('withdrawn')}`}
          </span>
          {reason && <span className="w-full text-base break-words">{reason}</span>}
        </li>
      ))}
    </ol>
  )
}
