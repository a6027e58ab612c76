import { Controller } from 'react-hook-form'
import type { Member } from '../../../modules/people/members/contract.ts'
import { HandOverBody } from '../../../modules/people/ownership/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMe } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useAsksCode } from '../../api/second-step.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { ProofFields } from '../../kit/proof.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useHasPassword } from '../account/use-my-ways.ts'
import { useRoleChoices } from '../role-choices.ts'

type Props = { member: Member; onClose: () => void }

/** Only the new owner can give it back, so the password is asked once more. */
export function HandOver({ member: { id, name }, onClose }: Props) {
  const t = useWords('people')
  const me = useMe()
  const asksCode = useAsksCode()
  const hasPassword = useHasPassword()
  const choices = useRoleChoices().filter(({ value }) => value !== 'owner')
  const form = useContractForm(HandOverBody, { password: '', code: '', role: 'manager' })
  const handOver = useWrite((body: HandOverBody) => api.post(path`/members/${id}/ownership`, { body }), {
    touches: ['members', 'me'],
    onSuccess: () => {
      onClose()
      toast(t('members.handedOver', { name }))
    },
    // The form has the place for it.
    onProblem: () => true,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('members.handOverTitle', { name })}
      help={t('members.handOverWords', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="danger"
            type="submit"
            form="hand-over"
            busy={form.formState.isSubmitting}
            disabled={asksCode === null}
          >
            {t('members.handOverDo')}
          </Button>
        </>
      }
    >
      <form
        id="hand-over"
        noValidate
        onSubmit={form.submit(handOver.mutateAsync)}
        className="flex flex-col gap-4"
      >
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('members.handOverRole')} error={form.errorOf('role')}>
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <Select value={field.value ?? 'manager'} onChange={field.onChange} choices={choices} />
            )}
          />
        </Field>
        <ProofFields
          email={me.email}
          password={
            hasPassword ? { field: form.register('password'), error: form.errorOf('password') } : null
          }
          code={asksCode ? { field: form.register('code'), error: form.errorOf('code') } : null}
        />
      </form>
    </Dialog>
  )
}
