import { useQueryClient } from '@tanstack/react-query'
import type { Ways } from '../../../modules/people/provider/contract.ts'
import { SignInAnswer, SignInBody } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { welcome } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, PasswordInput } from '../../kit/input.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { Or, ProviderButton } from './provider-button.tsx'

type Props = {
  ways: Ways
  /** Why the password is asked again. */
  problem?: string
  onForgotten: () => void
  onSecondStep: () => void
}

export function SignIn({ ways, problem, onForgotten, onSecondStep }: Props) {
  const t = useWords('people')
  const heading = usePageTitle(t('signIn.title'))
  const client = useQueryClient()
  const form = useContractForm(SignInBody, { email: '', password: '' })
  const enter = form.submit(async (body) => {
    const answer = await api.post('/sign-in', { body, schema: SignInAnswer, workspace: null })
    if ('secondStepUntil' in answer) onSecondStep()
    else welcome(client, answer)
  })
  const wrong = form.problem ?? problem
  return (
    <form noValidate onSubmit={enter} className="flex flex-col gap-4">
      <h1 ref={heading} tabIndex={-1} className="mb-2 text-2xl font-semibold tracking-tight">
        {t('signIn.title')}
      </h1>
      {wrong && <Alert tone="bad">{wrong}</Alert>}
      <Field label={t('email')} error={form.errorOf('email')} required>
        <Input type="email" autoComplete="username webauthn" autoFocus {...form.register('email')} />
      </Field>
      <Field label={t('password')} error={form.errorOf('password')} required>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
      <Button type="submit" look="primary" busy={form.formState.isSubmitting} className="mt-2">
        {t('signIn.do')}
      </Button>
      {ways.password && (
        <Button look="quiet" onClick={onForgotten}>
          {t('signIn.forgotten')}
        </Button>
      )}
      {(ways.provider || ways.passkeys) && <Or />}
      {ways.provider && <ProviderButton label={ways.provider.label} />}
      {ways.passkeys && <PasskeyButton />}
    </form>
  )
}
