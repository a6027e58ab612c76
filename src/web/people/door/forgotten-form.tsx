import { useState } from 'react'
import { Forgotten, ForgottenBody } from '../../../modules/people/new-password/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

type Asked = { email: string; mail: boolean }

/** Asks for a link by mail. Whether the address is somebody's here stays open. */
export function ForgottenPassword({ onBack }: { onBack: () => void }) {
  const t = useWords('people')
  const heading = usePageTitle(t('forgotten.title'))
  const [asked, setAsked] = useState<Asked | null>(null)
  const form = useContractForm(ForgottenBody, { email: '' })
  const askForLink = form.submit(async (body) => {
    const { mail } = await api.post('/forgotten-password', { body, schema: Forgotten, workspace: null })
    setAsked({ ...body, mail })
  })
  return (
    <form noValidate onSubmit={askForLink} className="flex flex-col gap-4">
      <div className="mb-2">
        <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
          {t('forgotten.title')}
        </h1>
        {!asked && <p className="mt-1 text-muted">{t('forgotten.words')}</p>}
      </div>
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      {asked ? (
        <Alert tone={asked.mail ? 'good' : 'warn'} className="break-words">
          {t(asked.mail ? 'forgotten.sent' : 'forgotten.noMail', { email: asked.email })}
        </Alert>
      ) : (
        <>
          <Field label={t('email')} error={form.errorOf('email')} required>
            <Input type="email" autoComplete="username" autoFocus {...form.register('email')} />
          </Field>
          <Button type="submit" look="primary" busy={form.formState.isSubmitting} className="mt-2">
            {t('forgotten.do')}
          </Button>
        </>
      )}
      <Button look="quiet" onClick={onBack}>
        {t('forgotten.back')}
      </Button>
    </form>
  )
}
