import { useQuery } from '@tanstack/react-query'
import { type Hook, type HookCall, HookCallList } from '../../../modules/publish/hooks/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import type { Tone } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'

const tones = { waiting: 'info', done: 'good', failed: 'bad' } satisfies Record<HookCall['state'], Tone>

/** What was told to one address, and what it answered. */
export function HookCalls({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const t = useWords('settings')
  const words = useProblemWords()
  const calls = useQuery(
    ask({ topic: 'workspace', path: path`/hooks/${hook.id}/calls`, schema: HookCallList }),
  )
  return (
    <Sheet open onClose={onClose} title={t('hooks.calls')} help={hook.url}>
      {calls.isPending && <SkeletonRows rows={4} />}
      {calls.error && <ErrorState words={words(calls.error)} onRetry={() => void calls.refetch()} />}
      {calls.data?.items.length === 0 && <p className="py-8 text-center text-muted">{t('hooks.noCalls')}</p>}
      <ul className="divide-y divide-line">
        {calls.data?.items.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </ul>
    </Sheet>
  )
}

function CallRow({ call }: { call: HookCall }) {
  const t = useWords('settings')
  const formats = useFormats()
  return (
    <li className="py-3">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[call.state]}>{t(`hooks.callState.${call.state}`)}</Badge>
        <code className="text-sm">{call.event}</code>
        <span className="ml-auto text-sm text-muted">{formats.moment(call.createdAt)}</span>
      </p>
      <p className="mt-1 text-sm text-muted">
        {[call.status, call.words, t('hooks.tries', { count: call.tries })].filter(Boolean).join(' · ')}
      </p>
      <details className="mt-1 text-sm">
        <summary className="w-fit min-h-6 text-muted hover:text-text">{t('hooks.body')}</summary>
        <pre className="mt-1 overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs">
          {JSON.stringify(call.body, null, 2)}
        </pre>
      </details>
    </li>
  )
}
