import { useChannels } from '../../api/channels.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Checkbox } from '../../kit/switch.tsx'

type Props = { label: string; chosen: readonly string[]; onChange: (channelIds: string[]) => void }

/** Which channels, of those that are joined and on which one may write; others that were chosen can only be left out. */
export function ChannelChecks({ label, chosen, onChange }: Props) {
  const channels = useChannels()
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-base font-medium">{label}</legend>
      <div className="grid gap-x-4 gap-y-2.5 sm:grid-cols-2">
        {[...(channels?.values() ?? [])]
          .filter(
            ({ state, id, rights }) =>
              chosen.includes(id) || (state !== 'removed' && rights.includes('post.write')),
          )
          .map(({ id, name, face }) => (
            <Checkbox
              key={id}
              checked={chosen.includes(id)}
              onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
              label={
                <span className="flex min-w-0 items-center gap-2">
                  <NetworkMark network={face} size="small" />
                  <span className="truncate">{name}</span>
                </span>
              }
            />
          ))}
      </div>
    </fieldset>
  )
}
