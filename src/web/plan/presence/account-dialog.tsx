import { AccountBody, TypedAccount } from '../../../modules/plan/presence/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** Enters an account that is not joined. A failed save leaves everything that was typed. */
export function AccountDialog({ onClose }: { onClose: () => void }) {
  const t = useWords('presence')
  const form = useContractForm(AccountBody, { network: '', handle: '', url: null, note: '' })
  const add = useWrite(
    (body: AccountBody) => api.post('/presence-accounts', { body, schema: TypedAccount }),
    {
      touches: ['presence'],
      // It stands at the field, or above the form.
      onProblem: () => true,
    },
  )
  const save = form.submit(async (body) => {
    const { handle } = await add.mutateAsync(body)
    toast(t('added', { handle }))
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('addTitle')}
      help={t('addHelp')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void save()}>
            {t('add')}
          </Button>
        </>
      }
    >
      <form noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('network')} help={t('networkHelp')} error={form.errorOf('network')} required>
          <Input {...form.register('network')} />
        </Field>
        <Field label={t('handle')} error={form.errorOf('handle')} required>
          <Input autoCapitalize="off" spellCheck={false} {...form.register('handle')} />
        </Field>
        <Field label={t('url')} error={form.errorOf('url')} optional>
          <Input
            type="url"
            inputMode="url"
            {...form.register('url', { setValueAs: (value: string | null) => value?.trim() || null })}
          />
        </Field>
        <Field label={t('note')} error={form.errorOf('note')} optional>
          <Input {...form.register('note')} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
