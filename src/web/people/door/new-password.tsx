import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useRouterState } from '@tanstack/react-router'
import {
  LinkOwner,
  NewPasswordAnswer,
  NewPasswordBody,
} from '../../../modules/people/new-password/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Skeleton } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { PasswordInput } from '../../kit/input.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { DoorFrame } from './door-frame.tsx'

/** Where the link of a letter leads, whoever is signed in here: what it carries stands behind the #. */
export function NewPassword() {
  const t = useWords('people')
  const words = useProblemWords()
  const heading = usePageTitle(t('newPassword.title'))
  const token = useRouterState({ select: (state) => state.location.hash })
  const leave = useLeave()
  const done = ({ passkeys, accounts, programs }: NewPasswordAnswer) => {
    toast(t('newPassword.done'))
    if (passkeys + accounts + programs > 0) toast(t('newPassword.removed'), { tone: 'info', stay: 15_000 })
    leave()
  }
  const link = useQuery({
    queryKey: ['password-link', token],
    queryFn: () => api.post('/password-link', { body: { token }, schema: LinkOwner, workspace: null }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <DoorFrame>
      <div className="flex flex-col gap-4">
        <div className="mb-2">
          <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
            {t('newPassword.title')}
          </h1>
          {link.data && <p className="mt-1 break-words text-muted">{t('newPassword.words', link.data)}</p>}
        </div>
        {link.isPending && <Skeleton className="h-32 w-full" />}
        {link.error && (
          <>
            <Alert tone="bad">{words(link.error)}</Alert>
            <Button onClick={leave}>{t('forgotten.back')}</Button>
          </>
        )}
        {link.data && <ChooseForm key={token} token={token} email={link.data.email} onDone={done} />}
      </div>
    </DoorFrame>
  )
}

/** To the door; the link is spent and need not stay in the history. */
function useLeave(): () => void {
  const client = useQueryClient()
  const router = useRouter()
  return () => {
    void client.resetQueries({ queryKey: ['me'] })
    void router.navigate({ to: '/' as never, hash: '', replace: true })
  }
}

type ChooseProps = { token: string; email: string; onDone: (answer: NewPasswordAnswer) => void }

function ChooseForm({ token, email, onDone }: ChooseProps) {
  const t = useWords('people')
  const form = useContractForm(NewPasswordBody, { token, password: '' })
  const set = form.submit(async (body) => {
    onDone(await api.post('/new-password', { body, schema: NewPasswordAnswer, workspace: null }))
  })
  return (
    <form noValidate onSubmit={set} className="flex flex-col gap-4">
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      {/* For the program that keeps passwords: whose it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <Field
        label={t('newPassword.label')}
        help={t('passwordHelp')}
        error={form.errorOf('password')}
        required
      >
        <PasswordInput autoComplete="new-password" autoFocus {...form.register('password')} />
      </Field>
      <Button type="submit" look="primary" busy={form.formState.isSubmitting} className="mt-2">
        {t('newPassword.do')}
      </Button>
    </form>
  )
}
