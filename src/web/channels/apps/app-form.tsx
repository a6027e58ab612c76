import { useState } from 'react'
import { NetworkApp } from '../../../modules/channels/apps/contract.ts'
import { wrongFields } from '../../../networks/kit/fields.ts'
import type { AppRule, Field as Wanted } from '../../../networks/kit/manifest.ts'
import { api, path } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useFieldFaults, useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { ManifestField } from '../manifest-field.tsx'
import type { Network } from '../use-networks.ts'

type Props = {
  network: Network
  rule: AppRule
  /** The app that is changed. */
  app?: NetworkApp
  onSaved: (app: NetworkApp) => void
  onCancel?: () => void
}

/** An app's values as the network gave them. Secrets are never shown again: left empty, they stay. */
export function AppForm({ network, rule, app, onSaved, onCancel }: Props) {
  const t = useWords('channels')
  const form = useAppForm({ network, rule, app, onSaved })
  return (
    <form
      ref={form.ref}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      {form.problem && <Alert tone="bad">{form.problem}</Alert>}
      <Field label={t('apps.name')} help={t('apps.nameHelp')} error={form.errors.name} required>
        <Input
          name="name"
          maxLength={80}
          value={form.name}
          autoComplete="off"
          onChange={({ target }) => form.setName(target.value)}
        />
      </Field>
      {rule.fields.map((field) => (
        <ManifestField
          key={field.name}
          network={network.id}
          form="app.fields"
          field={app ? asKept(field, t('apps.kept')) : field}
          value={form.values[field.name] ?? ''}
          onChange={(value) => form.set(field.name, String(value))}
          error={form.errors[field.name]}
        />
      ))}
      <Switch
        label={t('apps.shared')}
        help={t('apps.sharedHelp')}
        checked={form.shared}
        onChange={form.setShared}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>{t('apps.cancel')}</Button>}
        <Button look="primary" type="submit" busy={form.busy}>
          {app ? t('apps.save') : t('apps.add')}
        </Button>
      </div>
    </form>
  )
}

const asKept = (field: Wanted, kept: string): Wanted =>
  field.kind === 'secret' ? { ...field, required: false, placeholder: kept } : field

type FormProps = Pick<Props, 'network' | 'rule' | 'app' | 'onSaved'>

function useAppForm({ network, rule, app, onSaved }: FormProps) {
  const { errors, form, mark, forget } = useFieldFaults()
  const problemWords = useProblemWords()
  const [name, setName] = useState(app?.name ?? network.name)
  const [shared, setShared] = useState(app?.shared ?? false)
  const [values, setValues] = useState<Record<string, string>>(() => ({ ...app?.values }))
  const [problem, setProblem] = useState<string | null>(null)
  // Null once somebody was told that the app has changed meanwhile: what they save then is meant so.
  const [read, setRead] = useState(app?.version ?? null)
  const save = useWrite(
    () => {
      const body = { name, shared, values }
      return app
        ? api.patch(path`/apps/${app.id}`, {
            body: { ...body, version: read ?? app.version },
            schema: NetworkApp,
          })
        : api.post('/apps', { body: { ...body, network: network.id }, schema: NetworkApp })
    },
    {
      touches: ['channels'],
      onSuccess: onSaved,
      onProblem: (refusal: ApiProblem) => {
        if (refusal.status === 409) setRead(null)
        mark(Object.fromEntries(refusal.fields.map((one) => [one.path.replace(/^values\./, ''), one])))
        setProblem(refusal.fields.length > 0 ? null : problemWords(refusal))
        return true
      },
    },
  )
  const submit = () => {
    setProblem(null)
    const fields = rule.fields.map((field) => (app ? asKept(field, '') : field))
    const wrong = wrongFields(fields, values)
    mark(Object.fromEntries(wrong.map((one) => [one.name, { code: one.code, detail: one.words }])))
    if (wrong.length === 0) save.mutate(undefined)
  }
  return {
    ...{ name, shared, values, errors, problem, submit, setShared },
    ref: form,
    busy: save.isPending,
    setName: (to: string) => {
      setName(to)
      forget('name')
    },
    set: (field: string, value: string) => {
      setValues((before) => ({ ...before, [field]: value }))
      forget(field)
    },
  }
}
