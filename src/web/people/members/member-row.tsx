import {
  Download,
  Ellipsis,
  Eraser,
  Handshake,
  KeyRound,
  ListChecks,
  LogOut,
  ShieldCheck,
  ShieldOff,
  UserMinus,
} from 'lucide-react'
import { useState } from 'react'
import { mayHaveExceptions } from '../../../app/channel-roles.ts'
import type { Member, Role } from '../../../modules/people/members/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelsBadge } from '../channels-badge.tsx'
import { useRoleChoices } from '../role-choices.ts'
import { HandOver } from './hand-over.tsx'
import { MemberChannels } from './member-channels.tsx'
import { PasswordLink, usePasswordLink } from './password-link.tsx'
import { TakeSecondStep } from './take-second-step.tsx'

type RowProps = { member: Member; onErase: () => void }

export function MemberRow({ member, onErase }: RowProps) {
  const t = useWords('people')
  const may = useMay()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <Avatar name={member.name} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="truncate">{member.name}</span>
          {member.me && <Badge tone="accent">{t('members.you')}</Badge>}
          {member.secondStep && <Badge icon={ShieldCheck}>{t('secondStep.title')}</Badge>}
          {member.channels && <ChannelsBadge channels={member.channels} />}
        </p>
        <p className="truncate text-sm text-muted">{member.email}</p>
      </div>
      {may('people.manage') ? (
        <RoleSelect member={member} />
      ) : (
        <Badge>{t(`roles.${member.role}.name`)}</Badge>
      )}
      <MemberMenu member={member} onErase={onErase} />
    </li>
  )
}

function RoleSelect({ member }: { member: Member }) {
  const t = useWords('people')
  const change = useWrite((role: Role) => api.patch(path`/members/${member.id}`, { body: { role } }), {
    touches: ['members', 'me'],
    onSuccess: () => {
      const undo = () => change.mutate(member.role)
      toast(t('members.roleChanged', { name: member.name }), { undo })
    },
  })
  const choices = useRoleChoices()
  return (
    <Select
      className="max-w-44"
      label={t('members.roleOf', { name: member.name })}
      value={change.isPending ? change.variables : member.role}
      onChange={change.mutate}
      choices={choices}
    />
  )
}

/** The browser saves it: the address answers with a file. */
const exportOf = (id: string, workspaceId: string): string =>
  `/api/v1${path`/members/${id}/export`}?workspace=${workspaceId}`

/** What else can be done about a member. Going cannot be undone by the one who goes, so it is asked. */
function MemberMenu({ member, onErase }: RowProps) {
  const t = useWords('people')
  const may = useMay()
  const { role, id: workspaceId } = useWorkspace()
  const [asked, setAsked] = useState(false)
  const [taking, setTaking] = useState(false)
  const [handing, setHanding] = useState(false)
  const [setting, setSetting] = useState(false)
  const link = usePasswordLink(member)
  const go = useWrite(
    () => (member.me ? api.post('/workspace/leave') : api.delete(path`/members/${member.id}`)),
    {
      touches: ['members', 'me'],
      onSuccess: () => {
        setAsked(false)
        toast(t('members.gone', { name: member.name }))
      },
    },
  )
  if (!member.me && !may('people.manage')) return null
  const verb = member.me ? t('members.leave') : t('members.remove')
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('members.more', { name: member.name })} />}>
        {may('people.manage') && !member.me && mayHaveExceptions(member.role) && (
          <MenuItem icon={ListChecks} onSelect={() => setSetting(true)}>
            {t('channels.do')}
          </MenuItem>
        )}
        {role === 'owner' && !member.me && (
          <MenuItem icon={KeyRound} onSelect={() => link.mutate(undefined)}>
            {t('members.passwordLink')}
          </MenuItem>
        )}
        {role === 'owner' && !member.me && member.secondStep && (
          <MenuItem icon={ShieldOff} onSelect={() => setTaking(true)}>
            {t('members.takeSecondStep')}
          </MenuItem>
        )}
        {role === 'owner' && !member.me && (
          <MenuItem icon={Handshake} onSelect={() => setHanding(true)}>
            {t('members.handOver')}
          </MenuItem>
        )}
        {role === 'owner' && !member.me && (
          <MenuItem icon={Download} onSelect={() => location.assign(exportOf(member.id, workspaceId))}>
            {t('erase.export')}
          </MenuItem>
        )}
        {role === 'owner' && !member.me && (
          <MenuItem danger icon={Eraser} onSelect={onErase}>
            {t('erase.do')}
          </MenuItem>
        )}
        <MenuItem danger icon={member.me ? LogOut : UserMinus} onSelect={() => setAsked(true)}>
          {verb}
        </MenuItem>
      </Menu>
      {setting && <MemberChannels member={member} onClose={() => setSetting(false)} />}
      <PasswordLink member={member} link={link} />
      {handing && <HandOver member={member} onClose={() => setHanding(false)} />}
      <TakeSecondStep member={member} open={taking} onClose={() => setTaking(false)} />
      <Dialog
        open={asked}
        onClose={() => setAsked(false)}
        title={member.me ? t('members.leaveTitle') : t('members.removeTitle', { name: member.name })}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{t('cancel')}</Button>
            <Button look="danger" busy={go.isPending} onClick={() => go.mutate(undefined)}>
              {verb}
            </Button>
          </>
        }
      >
        <p className="text-muted">{t('members.removeWords')}</p>
      </Dialog>
    </>
  )
}
