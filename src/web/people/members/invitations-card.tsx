import { Ellipsis, Link2, Mail, UserX } from 'lucide-react'
import { useState } from 'react'
import {
  type Invitation,
  type InvitationList,
  type InvitationWay,
  MadeInvitation,
} from '../../../modules/people/invitations/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Badge } from '../../kit/badge.tsx'
import { IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { InvitationLink } from './invite-dialog.tsx'

/** Who was invited and has not answered yet. */
export function InvitationsCard({ list }: { list: InvitationList }) {
  const t = useWords('people')
  if (list.items.length === 0) return null
  return (
    <Card title={t('invite.open')} flush>
      <ul className="divide-y divide-line px-4 md:px-5">
        {list.items.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} mail={list.mail} />
        ))}
      </ul>
    </Card>
  )
}

function InvitationRow({ invitation, mail }: { invitation: Invitation; mail: boolean }) {
  const t = useWords('people')
  return (
    <li className="flex items-center gap-x-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium break-words">{invitation.email}</span>
          <Badge>{t(`roles.${invitation.role}.name`)}</Badge>
          {invitation.state !== 'waiting' && (
            <Badge tone="warn">{t(`invite.states.${invitation.state}`)}</Badge>
          )}
        </p>
        <Facts invitation={invitation} />
      </div>
      <InvitationMenu invitation={invitation} mail={mail} />
    </li>
  )
}

function Facts({
  invitation: { invitedBy, invitedAt, expiresAt, mailedAt, state },
}: {
  invitation: Invitation
}) {
  const t = useWords('people')
  const formats = useFormats()
  const facts = [
    t('invite.by', { name: invitedBy, when: formats.moment(invitedAt) }),
    mailedAt && t('invite.mailed', { when: formats.moment(mailedAt) }),
    state === 'waiting' && t('invite.until', { when: formats.moment(expiresAt) }),
    state === 'void' && t('invite.voidWords', { name: invitedBy }),
  ]
  return <p className="text-sm text-muted">{facts.filter(Boolean).join(' · ')}</p>
}

function InvitationMenu({ invitation: { id, email }, mail }: { invitation: Invitation; mail: boolean }) {
  const t = useWords('people')
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const again = useWrite(
    (way: InvitationWay) =>
      api.post(path`/invitations/${id}/again`, { body: { way }, schema: MadeInvitation }),
    {
      touches: ['members'],
      onSuccess: (invitation) =>
        invitation.url ? setMade(invitation) : toast(t('invite.sent', { email: invitation.email })),
    },
  )
  const withdraw = useWrite(() => api.delete(path`/invitations/${id}`), {
    touches: ['members'],
    onSuccess: () => toast(t('invite.withdrawn', { email })),
  })
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('members.more', { name: email })} />}>
        {mail && (
          <MenuItem icon={Mail} onSelect={() => again.mutate('mail')}>
            {t('invite.sendAgain')}
          </MenuItem>
        )}
        <MenuItem icon={Link2} onSelect={() => again.mutate('link')}>
          {t('invite.newLink')}
        </MenuItem>
        <MenuItem danger icon={UserX} onSelect={() => withdraw.mutate(undefined)}>
          {t('invite.withdraw')}
        </MenuItem>
      </Menu>
      {made && <InvitationLink made={made} onClose={() => setMade(null)} />}
    </>
  )
}
