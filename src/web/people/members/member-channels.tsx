import { useState } from 'react'
import type { ChannelRoles, Member } from '../../../modules/people/members/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelParts } from '../channel-parts.tsx'

type Props = { member: Member; onClose: () => void }

/** What a member is on single channels, set all at once. */
export function MemberChannels({ member, onClose }: Props) {
  const t = useWords('people')
  const { name, role } = member
  const [value, setValue] = useState<ChannelRoles>(member.channels ?? { chosenOnly: false, parts: {} })
  const save = useWrite(() => api.put(path`/members/${member.id}/channels`, { body: value }), {
    touches: ['members'],
    onSuccess: () => {
      onClose()
      toast(t('channels.saved', { name }))
    },
  })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('channels.title', { name })}
      help={t('channels.help', { name, role: t(`roles.${role}.name`) })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={save.isPending} onClick={() => save.mutate(undefined)}>
            {t('save')}
          </Button>
        </>
      }
    >
      <ChannelParts role={role} value={value} onChange={setValue} />
    </Dialog>
  )
}
