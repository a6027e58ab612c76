import type { Field as OptionField } from '../../../networks/kit/manifest.ts'
import { fieldPlaces, useNetworkWords } from '../../api/network-words.ts'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { FoundLine } from './found-list.tsx'
import { setOption } from './tailor.ts'
import type { DeskChannel } from './use-desk.ts'

/** The network's own settings for this post, made from its manifest; the rare ones folded away. */
export function OptionFields({ channel }: { channel: DeskChannel }) {
  const t = useWords('composer')
  const { options } = channel.rules
  if (options.length === 0) return null
  const [plain, advanced] = [false, true].map((rare) =>
    options.filter((one) => Boolean(one.advanced) === rare),
  )
  return (
    <section aria-label={t('settingsOf', { network: channel.face.name })} className="flex flex-col gap-3">
      {(plain ?? []).map((option) => (
        <Option key={option.name} channel={channel} option={option} />
      ))}
      {(advanced ?? []).length > 0 && (
        <details className="text-base">
          <summary className="w-fit cursor-pointer py-0.5 text-sm font-medium text-muted touch:py-3">
            {t('rareSettings')}
          </summary>
          <div className="mt-2 flex flex-col gap-3">
            {(advanced ?? []).map((option) => (
              <Option key={option.name} channel={channel} option={option} />
            ))}
          </div>
        </details>
      )}
    </section>
  )
}

/** One setting, and beneath it what is left out of it in this post: that is no fault of what was typed. */
function Option({ channel, option }: { channel: DeskChannel; option: OptionField }) {
  const { found } = useComposing()
  const words = useNetworkWords()
  const t = useWords('composer')
  const label = words(channel.network, option.label, ...fieldPlaces('options', option.name, 'label'))
  const one = found.find(
    ({ channelId, field }) => channelId === channel.id && field === `options.${option.name}`,
  )
  const said = one && t(`check.${one.code}`, { ...one.facts, option: label })
  if (one?.level !== 'hint')
    return <OptionInput channel={channel} option={option} label={label} error={said} />
  return (
    <div className="flex flex-col gap-1">
      <OptionInput channel={channel} option={option} label={label} />
      <ul>
        <FoundLine level="hint">{said}</FoundLine>
      </ul>
    </div>
  )
}

type InputProps = { channel: DeskChannel; option: OptionField; label: string; error?: string | undefined }

function OptionInput({ channel, option, label, error }: InputProps) {
  const { writing, change } = useComposing()
  const words = useNetworkWords()
  const say = (own: string, what: string) =>
    words(channel.network, own, ...fieldPlaces('options', option.name, what))
  const value = writing.variants[channel.id]?.options[option.name] ?? option.default
  const set = (next: string | boolean) =>
    change((now) =>
      setOption(now, channel.id, option.name, next === (option.default ?? '') ? undefined : next),
    )
  const help = option.help && say(option.help, 'help')
  if (option.kind === 'switch')
    return <Switch label={label} help={help} checked={value === true} onChange={set} />
  const text = typeof value === 'string' ? value : ''
  return (
    <Field
      label={label}
      help={help}
      required={option.required}
      optional={!option.required && option.kind !== 'choice'}
      error={error}
    >
      {option.kind === 'choice' ? (
        <Select
          value={text || undefined}
          onChange={set}
          choices={(option.choices ?? []).map((choice) => ({
            value: choice.value,
            label: say(choice.label, `choices.${choice.value}`),
          }))}
        />
      ) : option.kind === 'long' ? (
        <Textarea value={text} maxLength={option.max} onChange={(event) => set(event.target.value)} />
      ) : (
        <Input
          type={option.kind === 'url' ? 'url' : 'text'}
          value={text}
          maxLength={option.max}
          placeholder={option.placeholder}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  )
}
