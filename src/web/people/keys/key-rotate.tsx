import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiKey, longestOverlap, NewApiKey } from '../../../modules/people/keys/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { KeySecret } from './key-secret.tsx'

/** Gives a key a new secret. Its programs take it over one by one, so the old one may go on opening for a while. */
export function RotateKey({ apiKey: key }: { apiKey: ApiKey }) {
  const t = useWords('people')
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const [hours, setHours] = useState('24')
  const [made, setMade] = useState<NewApiKey | null>(null)
  const rotate = useWrite(
    () =>
      api.post(path`/keys/${key.id}/rotate`, {
        body: { overlapHours: Number(hours) },
        schema: NewApiKey,
      }),
    {
      onSuccess: (fresh) => {
        setAsked(false)
        setMade(fresh)
      },
    },
  )
  const close = () => {
    setMade(null)
    void client.invalidateQueries({ queryKey: ['members'] })
  }
  const choices = [
    { value: '0', label: t('keys.overlap.none') },
    { value: '24', label: t('keys.overlap.day') },
    { value: String(longestOverlap), label: t('keys.overlap.week') },
  ]
  return (
    <>
      <Button size="small" onClick={() => setAsked(true)}>
        {t('keys.rotate')}
      </Button>
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t('keys.rotateTitle', { name: key.name })}
        help={t('keys.rotateWords')}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{t('cancel')}</Button>
            <Button look="primary" busy={rotate.isPending} onClick={() => rotate.mutate(undefined)}>
              {t('keys.rotate')}
            </Button>
          </>
        }
      >
        <Field label={t('keys.overlap.label')}>
          <Select value={hours} onChange={setHours} choices={choices} />
        </Field>
      </Dialog>
      {made && <KeySecret made={made} onClose={close} />}
    </>
  )
}
