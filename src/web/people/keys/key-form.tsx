import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { mayDo } from '../../../app/rights.ts'
import { ApiKeyBody, NewApiKey } from '../../../modules/people/keys/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { useRoleChoices } from '../role-choices.ts'
import { endOf, useSpanChoices, usualSpan } from '../spans.ts'
import { KeyScope } from './key-scope.tsx'
import { KeySecret } from './key-secret.tsx'

type Props = { open: boolean; onClose: () => void }

/** Makes a key and shows its secret, this once. */
export function KeyForm({ open, onClose }: Props) {
  const [made, setMade] = useState<NewApiKey | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  if (made) return <KeySecret made={made} onClose={close} />
  return open && <MakeKey onClose={close} onMade={setMade} />
}

function MakeKey({ onClose, onMade }: { onClose: () => void; onMade: (key: NewApiKey) => void }) {
  const t = useWords('people')
  const client = useQueryClient()
  const form = useContractForm(ApiKeyBody, { name: '', role: 'editor', only: null })
  const [span, setSpan] = useState<string>(usualSpan)
  const make = form.submit(async (body) => {
    onMade(await api.post('/keys', { body: { ...body, expiresAt: endOf(span) }, schema: NewApiKey }))
    void client.invalidateQueries({ queryKey: ['members'] })
  })
  const choices = useRoleChoices()
  const spans = useSpanChoices()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('keys.make')}
      help={t('keys.makeHelp')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit" form="make-key" busy={form.formState.isSubmitting}>
            {t('keys.make')}
          </Button>
        </>
      }
    >
      <form id="make-key" noValidate onSubmit={make} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('keys.name')} help={t('keys.nameHelp')} error={form.errorOf('name')}>
          <Input autoFocus autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={t('keys.role')} help={t('keys.roleHelp')} error={form.errorOf('role')}>
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <Select
                value={field.value}
                onChange={(role) => {
                  field.onChange(role)
                  // What the other role may not do would be refused; what was not ticked stays so.
                  const only = form.getValues('only') ?? null
                  form.setValue('only', only?.filter((right) => mayDo(role, right)) ?? null)
                }}
                choices={choices}
              />
            )}
          />
        </Field>
        <Controller
          control={form.control}
          name="only"
          render={({ field }) => (
            <KeyScope
              role={form.watch('role')}
              only={field.value ?? null}
              onChange={field.onChange}
              error={form.errorOf('only')}
            />
          )}
        />
        <Field label={t('keys.ends')}>
          <Select value={span} onChange={setSpan} choices={spans} />
        </Field>
      </form>
    </Dialog>
  )
}
