import { useState } from 'react'
import { graceDays } from '../../../modules/people/closing/contract.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { DeletionDialog } from './deletion-dialog.tsx'

/** For owners, and not twice. */
export function DeletionCard() {
  const t = useWords('settings')
  const may = useMay()
  const { eraseAt } = useWorkspace()
  const [asked, setAsked] = useState(false)
  if (!may('workspace.own') || eraseAt) return null
  return (
    <Card title={t('deletion.title')} help={t('deletion.help', { days: graceDays })}>
      <Button className="self-start" look="danger" onClick={() => setAsked(true)}>
        {t('deletion.do')}
      </Button>
      {asked && <DeletionDialog onClose={() => setAsked(false)} />}
    </Card>
  )
}
