import { Download } from 'lucide-react'
import { Export } from '../../../modules/running/moving/contract.ts'
import { api, path, withQuery } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { HowFar, MoveBadge } from './move-state.tsx'
import { useExports, useWhy } from './use-moves.ts'

export function ExportsCard() {
  const t = useWords('settings')
  const words = useProblemWords()
  const exports = useExports()
  const make = useWrite(() => api.post('/workspace/exports', { schema: Export }), {
    touches: ['workspace'],
    onSuccess: () => toast(t('moving.asked')),
  })
  const list = exports.data?.items ?? []
  const busy = list.some(({ state }) => state === 'waiting' || state === 'running')
  return (
    <Card title={t('moving.exportTitle')} help={t('moving.exportHelp')}>
      <Button
        look="primary"
        className="self-start"
        disabled={busy}
        busy={make.isPending}
        onClick={() => make.mutate(undefined)}
      >
        {t('moving.exportDo')}
      </Button>
      {exports.isPending && <SkeletonRows rows={1} />}
      {exports.error && <ErrorState words={words(exports.error)} onRetry={() => void exports.refetch()} />}
      {list.length > 0 && (
        <ul className="divide-y divide-line">
          {list.map((one) => (
            <ExportRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function ExportRow({ one }: { one: Export }) {
  const t = useWords('settings')
  const formats = useFormats()
  const why = useWhy()
  const { id: workspaceId } = useWorkspace()
  const file = `/api/v1${path`/workspace/exports/${one.id}/file`}`
  const facts = [
    t('moving.by', { name: one.by }),
    one.bytes !== null && formats.bytes(one.bytes),
    one.expiresAt && t('moving.until', { when: formats.moment(one.expiresAt) }),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {formats.moment(one.createdAt)}
          <MoveBadge state={one.state} />
        </p>
        <p className="text-sm text-muted">{facts.filter(Boolean).join(' · ')}</p>
        <HowFar {...one} />
        {one.state === 'failed' && (
          <Alert tone="bad" className="mt-2">
            {why(one)}
          </Alert>
        )}
      </div>
      {one.state === 'done' && (
        <Button
          icon={Download}
          onClick={() => window.location.assign(withQuery(file, { workspace: workspaceId }))}
        >
          {t('moving.download')}
        </Button>
      )}
    </li>
  )
}
