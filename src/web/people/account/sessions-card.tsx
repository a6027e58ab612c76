import { useQuery } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { readAgent } from '../../../app/agent.ts'
import { EndedSessions, type Session, SessionList } from '../../../modules/people/sessions/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** Where one is signed in; what looks strange can be ended. */
export function SessionsCard() {
  const t = useWords('people')
  const words = useProblemWords()
  const sessions = useQuery(ask({ topic: 'me', path: '/sessions', schema: SessionList, workspace: null }))
  const endOthers = useWrite(() => api.delete('/sessions', { schema: EndedSessions, workspace: null }), {
    touches: ['me'],
    onSuccess: ({ ended }) => toast(t('sessions.endedCount', { count: ended })),
  })
  const list = sessions.data?.items ?? []
  return (
    <Card
      title={t('sessions.title')}
      help={t('sessions.help')}
      actions={
        list.length > 1 && (
          <Button size="small" busy={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      {sessions.isPending && <SkeletonRows rows={2} />}
      {sessions.error && (
        <ErrorState small words={words(sessions.error)} onRetry={() => void sessions.refetch()} />
      )}
      <ul className="divide-y divide-line">
        {list.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  )
}

function SessionRow({ session }: { session: Session }) {
  const t = useWords('people')
  const formats = useFormats()
  const { browser, system, phone } = readAgent(session.agent ?? '')
  const end = useWrite(() => api.delete(path`/sessions/${session.id}`, { workspace: null }), {
    touches: ['me'],
    onSuccess: () => toast(t('sessions.ended')),
  })
  const Icon = phone ? Smartphone : Monitor
  const name = [browser, system].filter(Boolean).join(' · ') || t('sessions.unknown')
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium" title={session.agent ?? undefined}>
          {name}
          {session.current && <Badge tone="good">{t('sessions.current')}</Badge>}
        </p>
        <p className="text-sm text-muted">
          {session.address && <span className="figures">{session.address} · </span>}
          {t('sessions.lastUsed', { when: formats.relative(session.lastUsedAt) })}
        </p>
      </div>
      {!session.current && (
        <Button size="small" busy={end.isPending} onClick={() => end.mutate(undefined)}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}
