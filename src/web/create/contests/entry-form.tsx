import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Entered, EntryBody, type PublicContest } from '../../../modules/create/contests/plain/public.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { ApiProblem } from '../../api/problem.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { ProofCode } from './proof-code.tsx'

type Props = { token: string; page: PublicContest }

/** Takes part by the form. What was typed stays until it has arrived. */
export function EntryForm({ token, page }: Props) {
  const t = useWords('contests')
  const client = useQueryClient()
  const [done, setDone] = useState<Entered | null>(null)
  const form = useContractForm(EntryBody, {
    mail: '',
    name: '',
    answer: '',
    handles: [],
    language: page.language,
    rulesVersion: page.rulesVersion,
    agreed: undefined,
    news: false,
    website: '',
  })
  const [handles, setHandles] = useState<Record<string, string>>({})
  if (!page.form) return null
  if (done)
    return (
      <Alert tone="good" title={t(`outside.${done.state}Title`)}>
        <p>{t(`outside.${done.state}`)}</p>
        {done.code && <ProofCode code={done.code} />}
      </Alert>
    )
  const { question, box, news, networks } = page.form
  const { agreed, news: wantsNews } = form.watch()
  const send = form.submit(async (body) => {
    const named = Object.entries(handles).flatMap(([network, handle]) =>
      handle.trim().length >= 2 ? [{ network, handle: handle.trim() }] : [],
    )
    // The rules that are on the screen at this moment are those that are agreed to.
    const whole = { ...body, handles: named, language: page.language, rulesVersion: page.rulesVersion }
    const answer = await api
      .post(path`/contest-pages/${token}/entries`, { body: whole, schema: Entered, workspace: null })
      .catch((error: unknown) => {
        // The new rules come onto the screen and ask for their own tick; what was typed stays.
        if (error instanceof ApiProblem && error.code === 'contest.rules_changed') {
          form.setValue('agreed', undefined as unknown as true)
          void client.invalidateQueries({ queryKey: ['contest-page', token] })
        }
        throw error
      })
    setDone(answer)
  })
  return (
    <form
      noValidate
      onSubmit={send}
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface px-4 py-4 shadow-card"
    >
      <h2 className="text-lg font-semibold">{t('outside.form')}</h2>
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={t('outside.name')} required error={form.errorOf('name')}>
        <Input {...form.register('name')} autoComplete="name" maxLength={120} />
      </Field>
      <Field label={t('outside.mail')} help={t('outside.mailHelp')} required error={form.errorOf('mail')}>
        <Input type="email" {...form.register('mail')} autoComplete="email" maxLength={254} />
      </Field>
      {question && (
        <Field label={question} optional error={form.errorOf('answer')}>
          <Textarea rows={3} maxLength={1000} {...form.register('answer')} />
        </Field>
      )}
      {networks.length > 0 && (
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-1.5 text-sm text-muted">
            {t('outside.handles')} {networks.some(({ proves }) => proves) && t('outside.handlesProof')}
          </legend>
          {networks.map(({ id, name }) => (
            <Field key={id} label={name} optional>
              <Input
                value={handles[id] ?? ''}
                maxLength={200}
                autoCapitalize="none"
                autoComplete="off"
                onChange={({ target }) => setHandles({ ...handles, [id]: target.value })}
              />
            </Field>
          ))}
        </fieldset>
      )}
      <div aria-hidden className="absolute -left-[9999px] size-px overflow-hidden">
        <input tabIndex={-1} autoComplete="off" {...form.register('website')} />
      </div>
      <div lang={page.language} className="flex flex-col gap-3">
        <Checkbox
          label={box}
          checked={agreed === true}
          onChange={(on) =>
            form.setValue('agreed', (on || undefined) as true, { shouldDirty: true, shouldValidate: true })
          }
        />
        {form.formState.submitCount > 0 && agreed !== true && (
          <p className="text-sm text-bad">{t('outside.tick')}</p>
        )}
        {news && (
          <Checkbox
            label={news}
            help={t('outside.newsHelp')}
            checked={wantsNews === true}
            onChange={(on) => form.setValue('news', on)}
          />
        )}
      </div>
      <Button type="submit" look="primary" className="self-start" busy={form.formState.isSubmitting}>
        {t('outside.send')}
      </Button>
    </form>
  )
}
