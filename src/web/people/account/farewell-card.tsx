import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { FarewellDialog } from './farewell-dialog.tsx'

export function FarewellCard() {
  const t = useWords('people')
  const [asked, setAsked] = useState(false)
  return (
    <Card title={t('farewell.title')} help={t('farewell.help')}>
      <Button className="self-start" look="danger" onClick={() => setAsked(true)}>
        {t('farewell.do')}
      </Button>
      {asked && <FarewellDialog onClose={() => setAsked(false)} />}
    </Card>
  )
}
