import { useState } from 'react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import type { Acts } from './use-acts.ts'

type Props = { delivery: DeliveryDetail; acts: Acts; onClose: () => void }

/** It is not put there, and whoever asks later finds why. */
export function SkipDialog({ delivery, acts, onClose }: Props) {
  const t = useWords('deliveries')
  const [reason, setReason] = useState('')
  const skip = () => acts.skip.mutate({ reason: reason.trim() }, { onSuccess: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('skip.title')}
      help={t('skip.words', { channel: delivery.channel.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('notNow')}</Button>
          <Button look="primary" busy={acts.skip.isPending} onClick={skip}>
            {t('skip.title')}
          </Button>
        </>
      }
    >
      <Field label={t('skip.reason')} optional>
        <Textarea
          autoFocus
          rows={3}
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Field>
    </Dialog>
  )
}
