import { useInfiniteQuery } from '@tanstack/react-query'
import { MemberList } from '../../../modules/people/members/contract.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { MemberRow } from './member-row.tsx'

export function Page() {
  const t = useWords('people')
  const words = useProblemWords()
  const members = useInfiniteQuery(askPages({ topic: 'members', path: '/members', schema: MemberList }))
  const list = members.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Frame title={t('members.title')} help={t('members.help')} width="read">
      <Card flush>
        <div className="px-4 pb-1 md:px-5">
          {members.isPending && <SkeletonRows rows={4} />}
          {members.error && (
            <ErrorState words={words(members.error)} onRetry={() => void members.refetch()} />
          )}
          <ul className="divide-y divide-line">
            {list.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
          <Pager
            more={members.hasNextPage}
            busy={members.isFetchingNextPage}
            onMore={() => void members.fetchNextPage()}
          />
        </div>
      </Card>
    </Frame>
  )
}
