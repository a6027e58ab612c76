import { useState } from 'react'
import { type ChannelDetail, ChannelDetail as Contract } from '../../modules/channels/accounts/contract.ts'
import { wrongFields } from '../../networks/kit/fields.ts'
import { withChoices } from '../../networks/kit/limits.ts'
import type { ChannelLimits } from '../../networks/kit/manifest.ts'
import { useMayOn } from '../api/channels.ts'
import { api, path } from '../api/client.ts'
import { useWrite } from '../api/query.ts'
import { useFieldFaults, useProblemWords } from '../api/words.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { Field } from '../kit/field.tsx'
import { Input } from '../kit/input.tsx'
import { Card } from '../kit/page.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../kit/words.ts'
import { ZoneSelect } from '../kit/zone-select.tsx'
import { ManifestField } from './manifest-field.tsx'
import type { Network } from './use-networks.ts'

type Props = { channel: ChannelDetail; network: Network }
type Values = Record<string, string | boolean>

/** Name, zone and cap of a channel, and what its network lets one set. */
export function SettingsCard({ channel, network }: Props) {
  const t = useWords('channels')
  const may = useMayOn()('channel.manage', [channel.id])
  const form = useSettings({ channel, network })
  return (
    <Card title={t('settings.title')}>
      <form
        ref={form.ref}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          form.submit()
        }}
      >
        <fieldset disabled={!may} className="flex flex-col gap-4">
          <legend className="sr-only">{t('settings.title')}</legend>
          {form.problem && <Alert tone="bad">{form.problem}</Alert>}
          <Field label={t('settings.name')} help={t('settings.nameHelp')} error={form.errors.name} optional>
            <Input
              name="name"
              maxLength={200}
              value={form.name}
              placeholder={channel.name}
              onChange={({ target }) => form.setName(target.value)}
            />
          </Field>
          <Field label={t('settings.zone')} help={t('settings.zoneHelp')} error={form.errors.timeZone}>
            <ZoneSelect value={form.zone} onChange={form.setZone} disabled={!may} />
          </Field>
          <Field
            label={t('settings.cap')}
            help={
              network.dailyCap === null
                ? t('settings.capHelp')
                : t('settings.capHelpOf', { cap: network.dailyCap })
            }
            error={form.errors.dailyCap}
            optional
          >
            <Input
              name="cap"
              inputMode="numeric"
              className="max-w-32"
              value={form.cap}
              placeholder={network.dailyCap === null ? '' : String(network.dailyCap)}
              onChange={({ target }) => form.setCap(target.value.replace(/\D/g, ''))}
            />
          </Field>
          {form.fields.map((field) => (
            <ManifestField
              key={field.name}
              network={network.id}
              form="settings"
              field={field}
              value={form.values[field.name] ?? ''}
              onChange={(value) => form.setValue(field.name, value)}
              error={form.errors[field.name]}
            />
          ))}
          {may && (
            <div className="flex justify-end">
              <Button type="submit" busy={form.busy} disabled={!form.changed}>
                {t('settings.save')}
              </Button>
            </div>
          )}
        </fieldset>
      </form>
    </Card>
  )
}

function useSettings({ channel, network }: Props) {
  const t = useWords('channels')
  const { errors, form, mark, forget } = useFieldFaults()
  const problemWords = useProblemWords()
  const [name, setName] = useState(channel.renamed ? channel.name : '')
  const [zone, setZone] = useState(channel.timeZone)
  const [cap, setCap] = useState(channel.dailyCap === null ? '' : String(channel.dailyCap))
  const [values, setValues] = useState<Values>(channel.settings as Values)
  const [problem, setProblem] = useState<string | null>(null)
  const fields = withChoices(network.settings ?? [], channel.limits as ChannelLimits)
  const change = {
    ...(name.trim() !== (channel.renamed ? channel.name : '') && { name: name.trim() || null }),
    ...(zone !== channel.timeZone && { timeZone: zone }),
    ...(cap !== String(channel.dailyCap ?? '') && { dailyCap: cap === '' ? null : Number(cap) }),
    ...(fields.some((field) => values[field.name] !== channel.settings[field.name]) && { settings: values }),
  }
  const save = useWrite(
    (body: typeof change) => api.patch(path`/channels/${channel.id}`, { body, schema: Contract }),
    {
      touches: ['channels'],
      onSuccess: () => toast(t('settings.saved')),
      onProblem: (refusal) => {
        mark(
          Object.fromEntries(refusal.fields.map((field) => [field.path.replace(/^settings\./, ''), field])),
        )
        setProblem(refusal.fields.length > 0 ? null : problemWords(refusal))
        return true
      },
    },
  )
  const submit = () => {
    setProblem(null)
    const wrong = wrongFields(fields, values)
    mark(Object.fromEntries(wrong.map(({ name, code, words }) => [name, { code, detail: words }])))
    if (wrong.length === 0) save.mutate(change)
  }
  return {
    name,
    setName,
    zone,
    setZone,
    cap,
    setCap,
    values,
    setValue: (key: string, value: string | boolean) => {
      setValues((before) => ({ ...before, [key]: value }))
      forget(key)
    },
    fields,
    errors,
    ref: form,
    problem,
    changed: Object.keys(change).length > 0,
    busy: save.isPending,
    submit,
  }
}
