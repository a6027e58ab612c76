import { Plus, Stamp } from 'lucide-react'
import { useState } from 'react'
import type { Rule, RuleList } from '../../../modules/create/approval/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { RuleForm } from './rule-form.tsx'
import { unfilledIn } from './team-fields.tsx'
import { useRules } from './use-approvals.ts'

/** Which posts need a yes, and whose. */
export default function RulesView() {
  const t = useWords('approval')
  const words = useProblemWords()
  const may = useMay()
  const rules = useRules()
  const [open, setOpen] = useState<Rule | 'new' | null>(null)
  if (rules.isPending) return <SkeletonRows rows={3} />
  if (rules.error) return <ErrorState words={words(rules.error)} onRetry={() => void rules.refetch()} />
  const { items } = rules.data
  const add = may('workspace.manage') && (
    <Button look="primary" icon={Plus} onClick={() => setOpen('new')}>
      {t('addRule')}
    </Button>
  )
  return (
    <div className="flex flex-col gap-4">
      {items.length === 0 ? (
        <EmptyState icon={Stamp} title={t('noRulesTitle')} action={add}>
          {t('noRulesWords')}
        </EmptyState>
      ) : (
        <>
          <div className="flex justify-end">{add}</div>
          <Card flush>
            <ul className="divide-y divide-line">
              {items.map((rule) => (
                <RuleRow key={rule.id} rule={rule} works={rules.data.works} onOpen={() => setOpen(rule)} />
              ))}
            </ul>
          </Card>
        </>
      )}
      {!may('workspace.manage') && <p className="text-sm text-muted">{t('rule.onlyManagers')}</p>}
      {open && (
        <RuleForm rule={open === 'new' ? null : open} list={rules.data} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}

type RowProps = { rule: Rule; works: RuleList['works']; onOpen: () => void }

function RuleRow({ rule, works, onOpen }: RowProps) {
  const t = useWords('approval')
  const may = useMay()
  const inside = (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium break-words">{rule.name}</span>
        {!rule.enabled && <Badge>{t('rule.off')}</Badge>}
      </span>
      <span className="text-sm text-muted">
        {rule.steps.map((step) => step.name).join(' → ')} · {t('rule.waiting', { count: rule.waiting })}
      </span>
      {rule.steps.map(
        ({ id, empty }) =>
          empty > 0 && (
            <span key={id} className="text-sm text-warn">
              {t('empty', { count: empty })}
            </span>
          ),
      )}
      {rule.steps.flatMap((step) =>
        unfilledIn(step.team, works).map((work) => (
          <span key={`${step.id} ${work}`} className="text-sm text-warn">
            {t('unfilled', { work })}
          </span>
        )),
      )}
    </>
  )
  const look = 'flex w-full flex-col gap-1 px-4 py-3.5 text-left md:px-5'
  return (
    <li>
      {may('workspace.manage') ? (
        <button type="button" className={`${look} hover:bg-hover`} onClick={onOpen}>
          {inside}
        </button>
      ) : (
        <div className={look}>{inside}</div>
      )}
    </li>
  )
}
