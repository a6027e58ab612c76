import type { ChannelPart } from '../../app/channel-roles.ts'
import { channelParts } from '../../app/channel-roles.ts'
import type { ChannelRoles, Role } from '../../modules/people/members/contract.ts'
import { type KnownChannel, useChannels } from '../api/channels.ts'
import { Avatar } from '../kit/avatar.tsx'
import { SkeletonRows } from '../kit/empty.tsx'
import { Select } from '../kit/select.tsx'
import { Switch } from '../kit/switch.tsx'
import { Table } from '../kit/table.tsx'
import { useWords } from '../kit/words.ts'

type Props = { role: Role; value: ChannelRoles; onChange: (value: ChannelRoles) => void }

/** What a role is on single channels, a line for each. */
export function ChannelParts({ role, value, onChange }: Props) {
  const t = useWords('people')
  const known = useChannels()
  const channels = known && [...known.values()].filter(({ state }) => state !== 'removed')
  const partOf = ({ id }: KnownChannel): ChannelPart => value.parts[id] ?? (value.chosenOnly ? 'none' : 'own')
  // Who saw everything until now begins with nothing, and the other way round: what is chosen stays.
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
        <Table
          label={t('channels.table')}
          rows={channels}
          rowKey={({ id }) => id}
          columns={[
            { id: 'channel', head: t('channels.channel'), cell: (one) => <Name channel={one} /> },
            {
              id: 'role',
              head: t('channels.role'),
              cell: (one) => (
                <PartSelect
                  channel={one}
                  role={role}
                  part={partOf(one)}
                  onChoose={(part) => choose(one.id, part)}
                />
              ),
            },
          ]}
        />
      )}
    </div>
  )
}

const Name = ({ channel }: { channel: KnownChannel }) => (
  <span className="flex min-w-0 items-center gap-2.5">
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
      className="w-full max-w-56"
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
