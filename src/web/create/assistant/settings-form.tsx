import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { AssistantBody, AssistantSettings, TestResult } from '../../../modules/create/assistant/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, PasswordInput } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { CurrencyField } from '../../plan/money/currency-field.tsx'
import { MicrosInput } from './micros-input.tsx'

const users = ['writers', 'publishers', 'managers'] as const

type Values = Parameters<typeof AssistantBody.parse>[0] & AssistantBody

const valuesOf = ({ hasKey: _, month: __, ...settings }: AssistantSettings): Values => ({
  ...settings,
  key: undefined,
})

/** What was typed stays, also when somebody else saves meanwhile: it is told, and loaded by who wants it. */
export function SettingsForm({ saved }: { saved: AssistantSettings }) {
  const t = useWords('assistant')
  const client = useQueryClient()
  const [hasKey, setHasKey] = useState(saved.hasKey)
  const [round, setRound] = useState(0)
  const form = useContractForm(AssistantBody, valuesOf(saved))
  const currency = form.watch('currency')
  const isChanged = Object.values(form.formState.dirtyFields).some(Boolean)
  const save = form.submit(async (body) => {
    const answer = await api.put('/assistant/settings', { body, schema: AssistantSettings })
    setHasKey(answer.hasKey)
    form.reset(valuesOf(answer))
    setRound((now) => now + 1)
    void client.invalidateQueries({ queryKey: ['assistant'] })
    toast(t('saved'))
  })
  return (
    <Card>
      <form noValidate onSubmit={save} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Alert tone="info">{t('leaves')}</Alert>
        <Controller
          control={form.control}
          name="enabled"
          render={({ field }) => (
            <Switch label={t('enabled')} checked={field.value} onChange={field.onChange} />
          )}
        />
        {form.errorOf('enabled') && <p className="text-sm text-bad">{form.errorOf('enabled')}</p>}
        <Field label={t('baseUrl')} help={t('baseUrlHelp')} error={form.errorOf('baseUrl')}>
          <Input
            type="url"
            inputMode="url"
            placeholder="https://api.example.com/v1"
            autoComplete="off"
            {...form.register('baseUrl')}
          />
        </Field>
        <Field label={t('model')} error={form.errorOf('model')}>
          <Input autoComplete="off" spellCheck={false} {...form.register('model')} />
        </Field>
        <Controller
          key={round}
          control={form.control}
          name="key"
          render={({ field }) => (
            <Field
              label={t('key')}
              help={field.value === null ? t('keyGoes') : hasKey ? t('keyKept') : t('keyHelp')}
              error={form.errorOf('key')}
              optional
              aside={
                hasKey && field.value !== null ? (
                  <Button look="quiet" size="small" onClick={() => field.onChange(null)}>
                    {t('removeKey')}
                  </Button>
                ) : undefined
              }
            >
              <PasswordInput
                name="key"
                autoComplete="off"
                value={field.value ?? ''}
                onChange={(event) =>
                  field.onChange(event.target.value === '' ? undefined : event.target.value)
                }
              />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="sees"
          render={({ field }) => (
            <Switch label={t('sees')} help={t('seesHelp')} checked={field.value} onChange={field.onChange} />
          )}
        />
        <Controller
          control={form.control}
          name="users"
          render={({ field }) => (
            <Field label={t('users')}>
              <Select
                value={field.value}
                onChange={field.onChange}
                choices={users.map((value) => ({ value, label: t(`who.${value}`) }))}
              />
            </Field>
          )}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="currency"
            render={({ field }) => (
              <Field label={t('currency')} error={form.errorOf('currency')}>
                <CurrencyField value={field.value} onChange={field.onChange} />
              </Field>
            )}
          />
          <Controller
            key={`ceiling${round}`}
            control={form.control}
            name="ceiling"
            render={({ field }) => (
              <Field label={t('ceiling')} help={t('ceilingHelp')} error={form.errorOf('ceiling')} optional>
                <MicrosInput
                  name="ceiling"
                  value={field.value}
                  onChange={field.onChange}
                  currency={currency}
                />
              </Field>
            )}
          />
          {(['priceIn', 'priceOut'] as const).map((name) => (
            <Controller
              key={`${name}${round}`}
              control={form.control}
              name={name}
              render={({ field }) => (
                <Field label={t(name)} help={t(`${name}Help`)} error={form.errorOf(name)}>
                  <MicrosInput
                    name={name}
                    value={field.value}
                    onChange={(micros) => field.onChange(micros ?? 0)}
                    currency={currency}
                  />
                </Field>
              )}
            />
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button look="primary" type="submit" busy={form.formState.isSubmitting}>
            {t('save')}
          </Button>
          <TestButton ready={!isChanged && saved.baseUrl !== '' && saved.model !== ''} />
        </div>
      </form>
    </Card>
  )
}

/** Asks the model that is saved for one word. */
function TestButton({ ready }: { ready: boolean }) {
  const t = useWords('assistant')
  const words = useProblemWords()
  const formats = useFormats()
  const test = useWrite(() => api.post('/assistant/settings/test', { schema: TestResult }), {
    touches: ['assistant'],
  })
  const { data } = test
  return (
    <>
      <Button type="button" disabled={!ready} busy={test.isPending} onClick={() => test.mutate(undefined)}>
        {t('test')}
      </Button>
      {!ready && <span className="text-sm text-muted">{t('saveFirst')}</span>}
      {data && !test.isPending && (
        <Alert tone={data.ok ? 'good' : 'bad'} className="w-full">
          {data.ok
            ? t('testGood', { seconds: formats.number(data.ms / 1000, { maximumFractionDigits: 1 }) })
            : words(
                new ApiProblem({
                  status: 502,
                  code: data.code ?? '',
                  detail: data.detail,
                  facts: data.facts,
                }),
              )}
        </Alert>
      )}
    </>
  )
}
