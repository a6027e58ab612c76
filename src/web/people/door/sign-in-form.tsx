import { useQueryClient } from '@tanstack/react-query'
import { Me, SignInBody } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { welcome } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, PasswordInput } from '../../kit/input.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

export function SignIn({ onForgotten }: { onForgotten: () => void }) {
  const t = useWords('people')
  const heading = usePageTitle(t('signIn.title'))
  const client = useQueryClient()
  const form = useContractForm(SignInBody, { email: '', password: '' })
  const enter = form.submit(async (body) => {
    const me = await api.post('/sign-in', { body, schema: Me, workspace: null })
    welcome(client, me)
  })
  return (
    <form noValidate onSubmit={enter} className="flex flex-col gap-4">
      <h1 ref={heading} tabIndex={-1} className="mb-2 text-2xl font-semibold tracking-tight">
        {t('signIn.title')}
      </h1>
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={t('email')} error={form.errorOf('email')} required>
        <Input type="email" autoComplete="username" autoFocus {...form.register('email')} />
      </Field>
      <Field label={t('password')} error={form.errorOf('password')} required>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button type="submit" look="primary" busy={form.formState.isSubmitting} className="mt-2">
        {t('signIn.do')}
      </Button>
      <Button look="quiet" onClick={onForgotten}>
        {t('signIn.forgotten')}
      </Button>
    </form>
  )
}
