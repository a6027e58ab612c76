import type { Member } from '../../../modules/people/members/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

type Props = { member: Member; open: boolean; onClose: () => void }

/** For a member who has lost phone and recovery codes. Only they can turn it on again, so it is asked. */
export function TakeSecondStep({ member, open, onClose }: Props) {
  const t = useWords('people')
  const { name } = member
  const take = useWrite(() => api.delete(path`/members/${member.id}/second-step`), {
    touches: ['members'],
    onSuccess: () => {
      onClose()
      toast(t('members.secondStepTaken', { name }))
    },
  })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('members.takeSecondStepTitle', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={take.isPending} onClick={() => take.mutate(undefined)}>
            {t('members.takeSecondStepDo')}
          </Button>
        </>
      }
    >
      <p className="text-muted">{t('members.takeSecondStepWords')}</p>
    </Dialog>
  )
}
