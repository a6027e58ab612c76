import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'

/** Asks why; what was typed stays when it could not be sent. */
export function ReasonDialog(props: {
  title: string
  help?: string
  verb: string
  danger?: boolean
  optional?: boolean
  busy: boolean
  onClose: () => void
  onReason: (reason: string) => void
}) {
  const { title, help, verb, danger, optional, busy, onClose, onReason } = props
  const t = useWords('contests')
  const [reason, setReason] = useState('')
  const enough = optional || reason.trim().length >= 3
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      help={help}
      actions={
        <Button
          look={danger ? 'danger' : 'primary'}
          busy={busy}
          disabled={!enough}
          onClick={() => onReason(reason.trim())}
        >
          {verb}
        </Button>
      }
    >
      <Field label={t('reason')} required={!optional} optional={optional}>
        <Textarea
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
    </Dialog>
  )
}
