import { useQuery } from '@tanstack/react-query'
import type { Hook, HookCall } from '../../modules/publish/hooks/contract.ts'
import { useWorkspace } from '../api/me.ts'
import { useProblemWords } from '../api/words.ts'
import { Badge } from '../kit/badge.tsx'
import { ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { useFormats } from '../kit/format.ts'
import { Card } from '../kit/page.tsx'
import type { Tone } from '../kit/state.ts'
import { useWords } from '../kit/words.ts'
import { Code } from './code.tsx'
import { askCalls } from './use-hook.ts'

const tones = { waiting: 'info', done: 'good', failed: 'bad' } satisfies Record<HookCall['state'], Tone>

/** What was told to the address, what it answered, and what is told again. */
export function CallsCard({ hook }: { hook: Hook }) {
  const t = useWords('hooks')
  const settings = useWords('settings')
  const words = useProblemWords()
  const calls = useQuery(askCalls(hook.id))
  return (
    <Card flush title={settings('hooks.calls')} help={t('calls.help')}>
      <div className="px-4 pb-2 md:px-5">
        {calls.isPending && <SkeletonRows rows={4} />}
        {calls.error && <ErrorState small words={words(calls.error)} onRetry={() => void calls.refetch()} />}
        {calls.data?.items.length === 0 && (
          <p className="py-6 text-center text-muted">{settings('hooks.noCalls')}</p>
        )}
        <ul className="divide-y divide-line">
          {calls.data?.items.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </ul>
      </div>
    </Card>
  )
}

function CallRow({ call }: { call: HookCall }) {
  const t = useWords('hooks')
  const settings = useWords('settings')
  const formats = useFormats()
  const facts = [
    call.tries > 0 &&
      (call.status === null ? t('calls.silent') : t('calls.status', { status: String(call.status) })),
    settings('hooks.tries', { count: call.tries }),
    call.state === 'waiting' && call.nextAt && t('calls.next', { when: formats.relative(call.nextAt) }),
  ]
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Badge tone={tones[call.state]}>{settings(`hooks.callState.${call.state}`)}</Badge>
        <code className="text-sm">{call.event}</code>
        <time dateTime={call.createdAt} className="ml-auto text-sm text-muted figures">
          {formats.moment(call.createdAt)}
        </time>
      </div>
      <p className="mt-1 text-sm text-muted figures">{facts.filter(Boolean).join(' · ')}</p>
      <Details call={call} />
    </li>
  )
}

function Details({ call }: { call: HookCall }) {
  const t = useWords('hooks')
  const settings = useWords('settings')
  const { id: workspaceId } = useWorkspace()
  const { id, event, createdAt: at, body: data, words } = call
  return (
    <details className="mt-0.5 text-sm">
      <summary className="w-fit cursor-default rounded-sm py-0.5 text-muted hover:text-text touch:py-2.5">
        {t('calls.details')}
      </summary>
      {words && <Text title={t('calls.answer')} text={words} />}
      <Text
        title={settings('hooks.body')}
        text={JSON.stringify({ id, event, workspaceId, at, data }, null, 2)}
      />
    </details>
  )
}

const Text = ({ title, text }: { title: string; text: string }) => (
  <>
    <p className="mt-2 mb-1 text-xs text-muted">{title}</p>
    <Code label={title} className="max-h-72">
      {text}
    </Code>
  </>
)
