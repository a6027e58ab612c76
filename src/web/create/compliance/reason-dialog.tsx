import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'

type Props = {
  title: string
  help: string
  label: string
  sure: string
  onClose: () => void
  onSure: (reason: string) => void
}

const least = 5

/** Something that may be done with a reason only. */
export function ReasonDialog({ title, help, label, sure, onClose, onSure }: Props) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      help={help}
      actions={
        <Button look="primary" disabled={reason.trim().length < least} onClick={() => onSure(reason.trim())}>
          {sure}
        </Button>
      }
    >
      <Field label={label} required>
        <Textarea
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Dialog>
  )
}
