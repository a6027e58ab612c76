import { useState } from 'react'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { DateTimeField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useWords } from '../../kit/words.ts'
import type { Placed } from './placed.ts'
import { useMoves } from './use-moves.ts'

/** Another date and time for one entry, by keyboard. */
export function MoveDialog({ entry, onClose }: { entry: Placed; onClose: () => void }) {
  const t = useWords('calendar')
  const { timeZone } = useWorkspace()
  const { moveTo } = useMoves()
  const [civil, setCivil] = useState(entry.civil)
  const go = () => {
    moveTo(entry, civil)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('moveTitle')}
      help={entry.text.slice(0, 100)}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" disabled={civil === ''} onClick={go}>
            {t('move')}
          </Button>
        </>
      }
    >
      <Field label={t('newTime')}>
        <DateTimeField value={civil} onChange={setCivil} zone={timeZone} />
      </Field>
    </Dialog>
  )
}
