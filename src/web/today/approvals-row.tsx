import { Link } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'
import type { WaitingCount } from '../../modules/create/approval-waiting/contract.ts'
import { Button } from '../kit/button.tsx'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

/** Posts that wait for the yes of whoever is here. */
export default function ApprovalsRow({ waiting: { open, overdue } }: { waiting: WaitingCount }) {
  const t = useWords('today')
  return (
    <NeedRow
      icon={Stamp}
      tone={overdue > 0 ? 'warn' : 'accent'}
      to="/approvals"
      title={t('needs.approvals', { count: open })}
      actions={
        <Button asChild size="small">
          <Link to="/approvals">{t('needs.approvalsLook')}</Link>
        </Button>
      }
    />
  )
}
