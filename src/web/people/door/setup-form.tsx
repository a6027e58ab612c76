import { useQueryClient } from '@tanstack/react-query'
import { Controller } from 'react-hook-form'
import { SetupBody } from '../../../modules/people/setup/contract.ts'
import { Language, Me } from '../../../modules/people/sign-in/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { welcome } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, PasswordInput } from '../../kit/input.tsx'
import { useLanguage } from '../../kit/language.ts'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ownZone } from '../../kit/zone.ts'
import { ZoneSelect } from '../../kit/zone-select.tsx'

/** The first person of a new house: they own it, and their first workspace is made with them. */
export function FirstVisit({ strangeHost }: { strangeHost: string | null }) {
  const t = useWords('people')
  const heading = usePageTitle(t('first.title'))
  return (
    <div className="flex flex-col gap-4">
      <div className="mb-2">
        <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
          {t('first.title')}
        </h1>
        <p className="mt-1 text-muted">{t('first.words')}</p>
      </div>
      {strangeHost === null ? (
        <FirstForm />
      ) : (
        <Alert tone="bad">{t('problems.setup.strange_host', { host: strangeHost })}</Alert>
      )}
    </div>
  )
}

function FirstForm() {
  const t = useWords('people')
  const client = useQueryClient()
  const { language } = useLanguage()
  const form = useContractForm(SetupBody, {
    name: '',
    email: '',
    password: '',
    workspace: '',
    timeZone: ownZone(),
  })
  const begin = form.submit(async (body) => {
    const spoken = Language.safeParse(language).data
    const me = await api.post('/setup', { body: { ...body, language: spoken }, schema: Me, workspace: null })
    welcome(client, me)
  })
  return (
    <form noValidate onSubmit={begin} className="flex flex-col gap-4">
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={t('yourName')} error={form.errorOf('name')} required>
        <Input autoComplete="name" autoFocus {...form.register('name')} />
      </Field>
      <Field label={t('email')} error={form.errorOf('email')} required>
        <Input type="email" autoComplete="username" {...form.register('email')} />
      </Field>
      <Field label={t('password')} help={t('passwordHelp')} error={form.errorOf('password')} required>
        <PasswordInput autoComplete="new-password" {...form.register('password')} />
      </Field>
      <Field
        label={t('first.workspace')}
        help={t('first.workspaceHelp')}
        error={form.errorOf('workspace')}
        required
      >
        <Input autoComplete="organization" {...form.register('workspace')} />
      </Field>
      <Field label={t('first.zone')} error={form.errorOf('timeZone')}>
        <Controller
          control={form.control}
          name="timeZone"
          render={({ field }) => <ZoneSelect value={field.value ?? 'UTC'} onChange={field.onChange} />}
        />
      </Field>
      <Button type="submit" look="primary" busy={form.formState.isSubmitting} className="mt-2">
        {t('first.do')}
      </Button>
    </form>
  )
}
