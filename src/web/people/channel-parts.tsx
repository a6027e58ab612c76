import { type ChannelPart, channelParts } from '../../app/channel-roles.ts'
import type { ChannelRoles, Role } from '../../modules/people/members/contract.ts'
import { type KnownChannel, useChannels } from '../api/channels.ts'
import { Avatar } from '../kit/avatar.tsx'
import { SkeletonRows } from '../kit/empty.tsx'
import { Select } from '../kit/select.tsx'
import { Switch } from '../kit/switch.tsx'
import { useWords } from '../kit/words.ts'

type Props = { role: Role; value: ChannelRoles; onChange: (value: ChannelRoles) => void }

/** What a role is on single channels, a line for each. */
export function ChannelParts({ role, value, onChange }: Props) {
  const t = useWords('people')
  const known = useChannels()
  const channels = known && [...known.values()].filter(({ state }) => state !== 'removed')
  const partOf = ({ id }: KnownChannel): ChannelPart => value.parts[id] ?? (value.chosenOnly ? 'none' : 'own')
  const only = (chosenOnly: boolean) => onChange({ ...value, chosenOnly })
  const choose = (id: string, part: ChannelPart) =>
    onChange({ ...value, parts: { ...value.parts, [id]: part } })
  return (
    <div className="flex flex-col gap-4">
      <Switch
        checked={value.chosenOnly}
        onChange={only}
        label={t('channels.only')}
        help={t('channels.onlyHelp')}
      />
      {!channels && <SkeletonRows rows={3} />}
      {channels?.length === 0 && <p className="text-muted">{t('channels.empty')}</p>}
      {channels && channels.length > 0 && (
        <ul aria-label={t('channels.table')} className="divide-y divide-line border-y border-line">
          {channels.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
              <Name channel={one} />
              <PartSelect
                channel={one}
                role={role}
                part={partOf(one)}
                onChoose={(part) => choose(one.id, part)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const Name = ({ channel }: { channel: KnownChannel }) => (
  <span className="flex min-w-0 flex-1 basis-48 items-center gap-2.5">
    <Avatar name={channel.name} src={channel.avatarUrl} size="small" network={channel.face} />
    <span className="min-w-0">
      <span className="block truncate">{channel.name}</span>
      <span className="block truncate text-sm text-muted">{channel.handle}</span>
    </span>
  </span>
)

type PartProps = {
  channel: KnownChannel
  role: Role
  part: ChannelPart
  onChoose: (part: ChannelPart) => void
}

function PartSelect({ channel, role, part, onChoose }: PartProps) {
  const t = useWords('people')
  const nameOf = (one: ChannelPart): string => {
    if (one === 'own') return t('channels.own', { role: t(`roles.${role}.name`) })
    return one === 'none' ? t('channels.none') : t(`roles.${one}.name`)
  }
  return (
    <Select
      className="w-full sm:w-60"
      label={t('channels.roleOn', { channel: channel.name })}
      value={part}
      onChange={onChoose}
      choices={channelParts
        .filter((one) => one !== role)
        .map((one) => ({
          value: one,
          label: nameOf(one),
          ...(one !== 'own' && one !== 'none' && { help: t(`roles.${one}.help`) }),
        }))}
    />
  )
}
