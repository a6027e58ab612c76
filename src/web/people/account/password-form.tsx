import { useQueryClient } from '@tanstack/react-query'
import { PasswordBody } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMe } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { PasswordInput } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useHasPassword } from './use-my-ways.ts'

export function PasswordForm() {
  const t = useWords('people')
  const me = useMe()
  const hasPassword = useHasPassword()
  const client = useQueryClient()
  const form = useContractForm(PasswordBody, { current: '', password: '' })
  const change = form.submit(async (body) => {
    await api.post('/me/password', { body, workspace: null })
    form.reset()
    void client.invalidateQueries({ queryKey: ['me'] })
    toast(t('account.passwordChanged'))
  })
  return (
    <Card title={t('account.password')} help={t(hasPassword ? 'account.passwordHelp' : 'account.noPassword')}>
      <form noValidate onSubmit={change} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        {/* Password managers keep the new password with this name. */}
        <input
          type="text"
          autoComplete="username"
          readOnly
          value={me.email}
          className="sr-only"
          tabIndex={-1}
          aria-hidden
        />
        {hasPassword && (
          <Field label={t('account.currentPassword')} error={form.errorOf('current')}>
            <PasswordInput autoComplete="current-password" {...form.register('current')} />
          </Field>
        )}
        <Field label={t('account.newPassword')} help={t('passwordHelp')} error={form.errorOf('password')}>
          <PasswordInput autoComplete="new-password" {...form.register('password')} />
        </Field>
        <Button
          type="submit"
          className="self-start"
          disabled={!form.formState.isDirty}
          busy={form.formState.isSubmitting}
        >
          {t(hasPassword ? 'account.changePassword' : 'account.setPassword')}
        </Button>
      </form>
    </Card>
  )
}
