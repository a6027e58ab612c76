import { useState } from 'react'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { DateTimeField } from '../../kit/datetime.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useWords } from '../../kit/words.ts'
import type { Civil } from '../../kit/zone.ts'

type Props = { title: string; help: string; from: Civil; onMove: (to: Civil) => void; onClose: () => void }

/** Another date and time, by keyboard. */
export function MoveDialog({ title, help, from, onMove, onClose }: Props) {
  const t = useWords('calendar')
  const { timeZone } = useWorkspace()
  const [civil, setCivil] = useState(from)
  const go = () => {
    onMove(civil)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      help={help}
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
