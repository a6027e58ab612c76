import { useQueryClient } from '@tanstack/react-query'
import { Me, MePatch } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { askMe, useMe } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export function ProfileForm() {
  const t = useWords('people')
  const me = useMe()
  const client = useQueryClient()
  const form = useContractForm(MePatch, { name: me.name })
  const save = form.submit(async (body) => {
    const saved = await api.patch('/me', { body, schema: Me, workspace: null })
    client.setQueryData(askMe().queryKey, saved)
    form.reset({ name: saved.name })
    toast(t('saved'))
  })
  return (
    <Card title={t('account.profile')}>
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('yourName')} error={form.errorOf('name')}>
          <Input autoComplete="name" {...form.register('name')} />
        </Field>
        <Field label={t('email')} help={t('account.emailHelp')}>
          <Input type="email" readOnly value={me.email} className="bg-sunken text-muted" />
        </Field>
        <Button
          type="submit"
          look="primary"
          className="self-start"
          disabled={!form.formState.isDirty}
          busy={form.formState.isSubmitting}
        >
          {t('save')}
        </Button>
      </form>
    </Card>
  )
}
