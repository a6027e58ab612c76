import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { InvitationList } from '../../../modules/people/invitations/contract.ts'
import { type Member, MemberList } from '../../../modules/people/members/contract.ts'
import { useMay } from '../../api/me.ts'
import { ask, askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { InvitationsCard } from './invitations-card.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberRow } from './member-row.tsx'
import { RuleCard } from './rule-card.tsx'

const EraseMember = lazy(() =>
  import('./erase-member.tsx').then((module) => ({ default: module.EraseMember })),
)

export function Page() {
  const t = useWords('people')
  const words = useProblemWords()
  const may = useMay()
  const [mayManage, owns] = [may('people.manage'), may('workspace.own')]
  const [inviting, setInviting] = useState(false)
  const invitations = useQuery({
    ...ask({ topic: 'members', path: '/invitations', schema: InvitationList }),
    enabled: mayManage,
  })
  const invite = mayManage && (
    <Button look="primary" icon={UserPlus} disabled={!invitations.data} onClick={() => setInviting(true)}>
      {t('invite.do')}
    </Button>
  )
  return (
    <Frame title={t('members.title')} help={t('members.help')} width="read" actions={invite}>
      <div className="flex flex-col gap-4">
        <Members />
        {owns && <RuleCard />}
        {invitations.data && <InvitationsCard list={invitations.data} />}
        {invitations.error && (
          <ErrorState words={words(invitations.error)} onRetry={() => void invitations.refetch()} />
        )}
      </div>
      <InviteDialog
        open={inviting}
        mail={invitations.data?.mail ?? false}
        onClose={() => setInviting(false)}
      />
    </Frame>
  )
}

function Members() {
  const words = useProblemWords()
  const members = useInfiniteQuery(askPages({ topic: 'members', path: '/members', schema: MemberList }))
  const list = members.data?.pages.flatMap(({ items }) => items) ?? []
  // Not in the row: that goes with whoever is erased, and the proof is shown afterwards.
  const [erasing, setErasing] = useState<Member | null>(null)
  return (
    <Card flush>
      <div className="px-4 pb-1 md:px-5">
        {members.isPending && <SkeletonRows rows={4} />}
        {members.error && <ErrorState words={words(members.error)} onRetry={() => void members.refetch()} />}
        <ul className="divide-y divide-line">
          {list.map((member) => (
            <MemberRow key={member.id} member={member} onErase={() => setErasing(member)} />
          ))}
        </ul>
        <Pager
          more={members.hasNextPage}
          busy={members.isFetchingNextPage}
          onMore={() => void members.fetchNextPage()}
        />
      </div>
      <Suspense>{erasing && <EraseMember member={erasing} onClose={() => setErasing(null)} />}</Suspense>
    </Card>
  )
}
