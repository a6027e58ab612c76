import { Dices } from 'lucide-react'
import type { Field as Wanted } from '../../networks/kit/manifest.ts'
import { fieldPlaces, useNetworkWords } from '../api/network-words.ts'
import { Button } from '../kit/button.tsx'
import { Field } from '../kit/field.tsx'
import { Input, PasswordInput, Textarea } from '../kit/input.tsx'
import { NativeSelect } from '../kit/select.tsx'
import { Switch } from '../kit/switch.tsx'
import { useWords } from '../kit/words.ts'

type Value = string | boolean

type Props = {
  network: string
  /** Where its words stand below the network: `ways.oauth.fields`, `settings`. */
  form: string
  field: Wanted
  value: Value
  onChange: (value: Value) => void
  error?: string
}

/** One field of a manifest, as the manifest describes it. */
export function ManifestField({ network, form, field, value, onChange, error }: Props) {
  const say = useNetworkWords()
  const words = (what: 'label' | 'help', own: string) =>
    say(network, own, ...fieldPlaces(form, field.name, what))
  const label = words('label', field.label)
  const help = field.help ? words('help', field.help) : undefined
  if (field.kind === 'switch')
    return <Switch label={label} help={help} checked={value === true} onChange={onChange} />
  return (
    <Field label={label} help={help} error={error} required={field.required} optional={!field.required}>
      <TextInput network={network} form={form} field={field} value={String(value)} onChange={onChange} />
    </Field>
  )
}

type TextProps = Omit<Props, 'value' | 'onChange' | 'error'> & {
  value: string
  onChange: (value: string) => void
}

function TextInput({ network, form, field, value, onChange }: TextProps) {
  const say = useNetworkWords()
  const { kind, name, max } = field
  const placeholder =
    field.placeholder && say(network, field.placeholder, ...fieldPlaces(form, name, 'placeholder'))
  const common = { name, value, maxLength: max, placeholder }
  if (kind === 'long') return <Textarea {...common} onChange={({ target }) => onChange(target.value)} />
  if (kind === 'choice')
    return (
      <NativeSelect name={name} value={value} onChange={({ target }) => onChange(target.value)}>
        {field.choices?.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {say(network, choice.label, ...fieldPlaces(form, field.name, `choices.${choice.value}`))}
          </option>
        ))}
      </NativeSelect>
    )
  if (kind === 'secret')
    return <SecretInput offers={field.offer === 'random'} {...common} onChange={onChange} />
  return (
    <Input
      {...common}
      type={kind === 'url' ? 'url' : 'text'}
      inputMode={kind === 'url' ? 'url' : kind === 'number' ? 'numeric' : undefined}
      autoCapitalize="none"
      spellCheck={false}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

type SecretProps = {
  offers: boolean
  name: string
  value: string
  maxLength?: number
  placeholder?: string
  onChange: (value: string) => void
}

/** A secret of the network is typed or pasted; one that both sides need can be made here. */
function SecretInput({ offers, onChange, ...rest }: SecretProps) {
  const t = useWords('channels')
  const input = (
    <PasswordInput {...rest} autoComplete="off" onChange={({ target }) => onChange(target.value)} />
  )
  if (!offers) return input
  return (
    <div className="flex flex-wrap gap-2">
      <span className="min-w-0 flex-1 basis-48">{input}</span>
      <Button icon={Dices} onClick={() => onChange(randomSecret())}>
        {t('join.makeSecret')}
      </Button>
    </div>
  )
}

/** 192 random bits, marked as bytes for the libraries of Standard Webhooks. */
function randomSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}
