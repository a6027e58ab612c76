import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { AcceptBody, Joined, Offer } from '../../../modules/people/invitations/contract.ts'
import type { Me } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { askMe } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { enterWorkspace } from '../../api/workspace.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Skeleton } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, PasswordInput } from '../../kit/input.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { forgetCarried, useCarried } from './carried.ts'
import { DoorFrame } from './door-frame.tsx'
import { Entry } from './entry.tsx'
import { Or, ProviderButton } from './provider-button.tsx'
import { useWays } from './use-ways.ts'

/** Where an invitation leads, whoever is signed in here: what it carries stands behind the #. */
export function Invitation() {
  const words = useProblemWords()
  const token = useCarried(place)
  const me = useQuery(askMe())
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.post('/invitation', { body: { token }, schema: Offer, workspace: null }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <DoorFrame>
      {offer.error && <Over words={words(offer.error)} />}
      {offer.data && !me.isPending ? (
        <Answer key={token} token={token} offer={offer.data} me={me.data} />
      ) : (
        !offer.error && <Skeleton className="h-72 w-full" />
      )}
    </DoorFrame>
  )
}

const place = 'carillon.invitation'

function Over({ words }: { words: string }) {
  const t = useWords('people')
  const heading = usePageTitle(t('invitation.title'))
  const arrive = useArrive()
  return (
    <div className="flex flex-col gap-4">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
        {t('invitation.title')}
      </h1>
      <Alert tone="bad">{words}</Alert>
      <Button onClick={() => arrive()}>{t('invitation.leave')}</Button>
    </div>
  )
}

/** Into the workspace that one takes part in now; the link is spent and need not stay in the history. */
function useArrive(): (workspaceId?: string) => void {
  const client = useQueryClient()
  const router = useRouter()
  return (workspaceId) => {
    forgetCarried(place)
    if (workspaceId) enterWorkspace(workspaceId)
    void client.resetQueries({ queryKey: ['me'] })
    void router.navigate({ to: '/' as never, hash: '', replace: true })
  }
}

type AnswerProps = { token: string; offer: Offer; me: Me | undefined }

/** Who is here decides what there is to do: join, sign in first, or become somebody. */
function Answer({ token, offer, me }: AnswerProps) {
  const t = useWords('people')
  const { workspace, invitedBy, email } = offer
  if (!me && offer.known)
    return (
      <div className="flex flex-col gap-4">
        <Alert tone="info">{t('invitation.signInFirst', { workspace, invitedBy, email })}</Alert>
        <Entry />
      </div>
    )
  return (
    <div className="flex flex-col gap-4">
      <Heading offer={offer} />
      {!me && <Become token={token} email={email} />}
      {me && me.email === email && <Join token={token} workspace={workspace} />}
      {me && me.email !== email && <SomebodyElse email={email} me={me.email} />}
    </div>
  )
}

function Heading({ offer }: { offer: Offer }) {
  const t = useWords('people')
  const formats = useFormats()
  const title = t('invitation.to', { workspace: offer.workspace })
  const heading = usePageTitle(title)
  return (
    <div className="mb-2">
      <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight break-words">
        {title}
      </h1>
      <p className="mt-1 break-words text-muted">
        {t('invitation.words', {
          invitedBy: offer.invitedBy,
          role: t(`roles.${offer.role}.name`),
          help: t(`roles.${offer.role}.help`),
          when: formats.moment(offer.expiresAt),
        })}
      </p>
    </div>
  )
}

function Join({ token, workspace }: { token: string; workspace: string }) {
  const t = useWords('people')
  const arrive = useArrive()
  const join = useWrite(
    () => api.post('/invitation/join', { body: { token }, schema: Joined, workspace: null }),
    { onSuccess: ({ workspaceId }) => arrive(workspaceId) },
  )
  return (
    <Button look="primary" busy={join.isPending} onClick={() => join.mutate(undefined)}>
      {t('invitation.join', { workspace })}
    </Button>
  )
}

function SomebodyElse({ email, me }: { email: string; me: string }) {
  const t = useWords('people')
  const client = useQueryClient()
  const out = useWrite(() => api.post('/sign-out', { workspace: null }), {
    onSuccess: () => void client.resetQueries({ queryKey: ['me'] }),
  })
  return (
    <>
      <Alert tone="warn">{t('invitation.somebodyElse', { email, me })}</Alert>
      <Button busy={out.isPending} onClick={() => out.mutate(undefined)}>
        {t('invitation.signOut')}
      </Button>
    </>
  )
}

/** Somebody new comes by the provider, or chooses a name and a password, and is inside. */
function Become(given: { token: string; email: string }) {
  const ways = useWays()
  if (!ways) return <Skeleton className="h-72 w-full" />
  const button = ways.provider && <ProviderButton label={ways.provider.label} returnTo="/" />
  if (!ways.password) return button
  return (
    <>
      <BecomeForm {...given} />
      {button && (
        <>
          <Or />
          {button}
        </>
      )}
    </>
  )
}

function BecomeForm({ token, email }: { token: string; email: string }) {
  const t = useWords('people')
  const arrive = useArrive()
  const form = useContractForm(AcceptBody, { token, name: '', password: '' })
  const accept = form.submit(async (body) => {
    const { workspaceId } = await api.post('/invitation/accept', { body, schema: Joined, workspace: null })
    arrive(workspaceId)
  })
  return (
    <form noValidate onSubmit={accept} className="flex flex-col gap-4">
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={t('email')}>
        <Input type="email" readOnly autoComplete="username" value={email} />
      </Field>
      <Field label={t('yourName')} error={form.errorOf('name')} required>
        <Input autoComplete="name" autoFocus {...form.register('name')} />
      </Field>
      <Field label={t('password')} help={t('passwordHelp')} error={form.errorOf('password')} required>
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
      <Button type="submit" look="primary" busy={form.formState.isSubmitting} className="mt-2">
        {t('invitation.accept')}
      </Button>
    </form>
  )
}
