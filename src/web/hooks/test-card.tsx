import { useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import type { Hook, HookCall } from '../../modules/publish/hooks/contract.ts'
import { Alert } from '../kit/alert.tsx'
import { Button } from '../kit/button.tsx'
import { Card } from '../kit/page.tsx'
import { Spinner } from '../kit/progress.tsx'
import { useWords } from '../kit/words.ts'
import { askCalls, useHookTest } from './use-hook.ts'

/** Calls the address once and shows what it answered, so that both sides can be tried before anything happens. */
export function TestCard({ hook }: { hook: Hook }) {
  const t = useWords('hooks')
  const settings = useWords('settings')
  const calls = useQuery(askCalls(hook.id))
  const [shown, setShown] = useState<string | null>(null)
  const test = useHookTest(hook.id)
  const send = () => test.mutate(undefined, { onSuccess: ({ items }) => setShown(items[0]?.id ?? null) })
  const call = calls.data?.items.find(({ id }) => id === shown)
  const active = hook.state === 'active'
  return (
    <Card
      title={t('test.title')}
      help={active ? t('test.help') : t('test.paused')}
      actions={
        <Button
          look="primary"
          icon={Send}
          disabled={!active}
          busy={test.isPending || call?.state === 'waiting'}
          onClick={send}
        >
          {settings('hooks.test')}
        </Button>
      }
    >
      <div aria-live="polite">
        {shown !== null && (call && call.state !== 'waiting' ? <Answer call={call} /> : <Calling />)}
      </div>
    </Card>
  )
}

function Calling() {
  const t = useWords('hooks')
  return (
    <p className="flex items-center gap-2.5 py-2 text-muted">
      <Spinner />
      {t('test.calling')}
    </p>
  )
}

function Answer({ call }: { call: HookCall }) {
  const t = useWords('hooks')
  const { state, status, words } = call
  const said =
    status === null
      ? t('test.silent')
      : t(state === 'done' ? 'test.answered' : 'test.answeredBad', { status: String(status) })
  return (
    <Alert tone={state === 'done' ? 'good' : 'bad'} title={said}>
      {words && (
        <pre className="mt-1 max-h-40 overflow-auto font-mono text-xs whitespace-pre-wrap wrap-anywhere">
          {words}
        </pre>
      )}
    </Alert>
  )
}
