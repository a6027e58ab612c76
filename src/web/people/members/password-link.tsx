import type { Member } from '../../../modules/people/members/contract.ts'
import { MadeLink } from '../../../modules/people/new-password/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

export const usePasswordLink = (member: Member) =>
  useWrite(() => api.post(path`/members/${member.id}/password-link`, { schema: MadeLink }), {
    onProblem: () => true,
  })

type Props = { member: Member; link: ReturnType<typeof usePasswordLink> }

/** A link with which a member sets a new password, shown this once. */
export function PasswordLink({ member, link }: Props) {
  const t = useWords('people')
  const words = useProblemWords()
  const formats = useFormats()
  return (
    <Dialog
      open={!link.isIdle}
      onClose={link.reset}
      title={t('members.passwordLinkTitle', { name: member.name })}
      actions={<Button onClick={link.reset}>{t('members.close')}</Button>}
    >
      {link.error && <Alert tone="bad">{words(link.error)}</Alert>}
      {link.isPending && <Skeleton className="h-20 w-full" />}
      {link.data && (
        <>
          <Alert tone="warn" className="mb-4">
            {t('members.passwordLinkWords', {
              name: member.name,
              when: formats.moment(link.data.expiresAt),
            })}
          </Alert>
          <CopyField value={link.data.url} label={t('members.passwordLinkLabel')} />
        </>
      )}
    </Dialog>
  )
}
