import { Link } from '@tanstack/react-router'
import type { Change, Difference } from '../../../modules/plan/presence/contract.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

/** What is otherwise than in the audit before. */
export function DifferenceCard({ difference }: { difference: Difference | null }) {
  const t = useWords('presence')
  if (!difference) return null
  const { against, accounts, suspects } = difference
  const lists = [
    { title: t('newSuspects'), items: suspects.fresh },
    { title: t('goneSuspects'), items: suspects.gone },
    { title: t('changedSuspects'), items: suspects.changed },
  ].filter(({ items }) => items.length > 0)
  const none = accounts.length === 0 && lists.length === 0
  return (
    <Card title={against === null ? t('views.runs') : t('difference', { number: against })}>
      {against === null && <p className="text-base text-muted">{t('firstAudit')}</p>}
      {against !== null && none && <p className="text-base text-muted">{t('noDifference')}</p>}
      <div className="flex flex-col gap-4">
        {accounts.map(({ subject, name, changes }) => (
          <div key={`${subject.kind}-${subject.id}`}>
            <h3 className="font-medium break-words">{name}</h3>
            <ul className="mt-0.5 flex flex-col gap-0.5 text-base text-muted">
              {changes.map((change) => (
                <ChangeLine key={`${change.what}-${change.part ?? ''}`} change={change} />
              ))}
            </ul>
          </div>
        ))}
        {lists.map(({ title, items }) => (
          <div key={title}>
            <h3 className="font-medium">{title}</h3>
            <ul className="mt-0.5 flex flex-col gap-0.5 text-base">
              {items.map(({ id, handle, before, after }) => (
                <li key={id} className="break-all">
                  <Link to={`/presence/suspects/${id}`} className="text-accent underline">
                    {handle}
                  </Link>{' '}
                  <span className="text-sm text-muted figures">
                    {before !== null && before !== after && `${before} → `}
                    {t('points', { points: after })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Card>
  )
}

const checkStates = ['good', 'weak', 'missing', 'unknown'] as const

function ChangeLine({ change: { what, part, before, after } }: { change: Change }) {
  const t = useWords('presence')
  const said = (value: string | null) => {
    const state = checkStates.find((one) => one === value)
    return what === 'check' && state ? t(`checkStates.${state}`) : (value ?? '–')
  }
  const facts = { part: part ? t(`parts.${part}`) : '', before: said(before), after: said(after) }
  return <li className="break-words">{t(`changes.${what}`, facts)}</li>
}
