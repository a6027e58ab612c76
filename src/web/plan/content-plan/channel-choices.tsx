import { useChannels } from '../../api/channels.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'

type Props = { label: string; chosen: readonly string[]; onChange: (ids: string[]) => void; error?: string }

/** Some of the channels that are joined. */
export function ChannelChoices({ label, chosen, onChange, error }: Props) {
  const t = useWords('plan')
  const channels = [...(useChannels()?.values() ?? [])].filter(({ state }) => state !== 'removed')
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {channels.length === 0 && <p className="text-sm text-muted">{t('empty.noChannels')}</p>}
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {channels.map(({ id, name, face }) => (
          <Checkbox
            key={id}
            label={
              <span className="flex items-center gap-1.5">
                <NetworkMark network={face} size="small" />
                {name}
              </span>
            }
            checked={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            className="touch:min-h-11 touch:items-center"
          />
        ))}
      </div>
      {error && <p className="mt-1 text-sm text-bad">{error}</p>}
    </fieldset>
  )
}
