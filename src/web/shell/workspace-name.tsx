import type { MyWorkspace } from '../../modules/people/sign-in/contract.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Dot } from '../kit/badge.tsx'
import { useWords } from '../kit/words.ts'

/** One workspace in a list, with a mark where something waits for whoever looks. */
export function WorkspaceName({ workspace }: { workspace: MyWorkspace }) {
  const t = useWords('shell')
  return (
    <>
      <Avatar name={workspace.name} size="small" square />
      <span className="min-w-0 flex-1 truncate">{workspace.name}</span>
      {workspace.needsPeople && (
        <span className="flex items-center" title={t('needsCare')}>
          <Dot tone="warn" />
          <span className="sr-only">{t('needsCare')}</span>
        </span>
      )}
    </>
  )
}
