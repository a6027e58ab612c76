import { useState } from 'react'
import { AddressBody, Upload } from '../../../modules/create/media/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'

/** A picture or film of the web; the server fetches it, and one may go on meanwhile. */
export function AddressDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('media')
  const words = useProblemWords()
  const [url, setUrl] = useState('')
  const [problem, setProblem] = useState<string>()
  const fetchIt = useWrite(
    () => api.post('/media-addresses', { body: { url: url.trim() }, schema: Upload }),
    {
      touches: ['uploads'],
      onSuccess: onClose,
      onProblem: (error) => {
        setProblem(words(error))
        return true
      },
    },
  )
  const send = () => {
    if (AddressBody.safeParse({ url: url.trim() }).success) fetchIt.mutate(undefined)
    else setProblem(t('address.wrong'))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('address.title')}
      help={t('address.help')}
      actions={
        <Button look="primary" busy={fetchIt.isPending} disabled={url.trim() === ''} onClick={send}>
          {t('address.fetch')}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (url.trim() && !fetchIt.isPending) send()
        }}
      >
        <Field label={t('address.label')} error={problem}>
          <Input
            autoFocus
            type="url"
            inputMode="url"
            placeholder="https://"
            value={url}
            onChange={(event) => {
              setUrl(event.target.value)
              setProblem(undefined)
            }}
          />
        </Field>
      </form>
    </Dialog>
  )
}
