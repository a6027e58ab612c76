import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Workspace } from '../../../modules/people/workspaces/contract.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ClosingAlert } from './closing-alert.tsx'
import { DeletionCard } from './deletion-card.tsx'
import { WorkspaceForm } from './workspace-form.tsx'

export function Page() {
  const t = useWords('settings')
  const words = useProblemWords()
  const client = useQueryClient()
  const question = ask({ topic: 'workspace', path: '/workspace', schema: Workspace })
  const workspace = useQuery(question)
  const keep = (saved: Workspace) => {
    client.setQueryData(question.queryKey, saved)
    void client.invalidateQueries({ queryKey: ['me'] })
  }
  return (
    <Frame title={t('workspace.title')} help={t('workspace.help')} width="read">
      {workspace.isPending && <SkeletonRows rows={4} />}
      {workspace.error && (
        <ErrorState words={words(workspace.error)} onRetry={() => void workspace.refetch()} />
      )}
      {workspace.data && (
        <div className="flex flex-col gap-5">
          <ClosingAlert />
          <WorkspaceForm key={workspace.data.id} workspace={workspace.data} onSaved={keep} />
          <DeletionCard />
        </div>
      )}
    </Frame>
  )
}
