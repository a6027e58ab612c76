import { useInfiniteQuery } from '@tanstack/react-query'
import { AssistantCallList } from '../../../modules/create/assistant/contract.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { useTinyMoney } from './use-tiny-money.ts'

/** What was asked and what it cost; never what was said. */
export function CallsCard() {
  const t = useWords('assistant')
  const words = useProblemWords()
  const formats = useFormats()
  const money = useTinyMoney()
  const asked = useInfiniteQuery(
    askPages({ topic: 'assistant', path: '/assistant/calls', schema: AssistantCallList }),
  )
  const calls = asked.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card title={t('calls')} help={t('callsHelp')} flush>
      {asked.isPending && <SkeletonRows rows={3} />}
      {asked.error && <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.isSuccess && calls.length === 0 && (
        <p className="px-4 pb-4 text-sm text-muted md:px-5">{t('noCalls')}</p>
      )}
      <ul className="divide-y divide-line px-4 md:px-5">
        {calls.map(({ id, tool, by, at, state, cost, currency, estimated, model }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2.5">
            <span className="min-w-0">
              {t(`tools.${tool}`)} <span className="text-muted">· {by ?? t('nobody')}</span>
            </span>
            <span className="figures">
              {estimated ? t('about', { cost: money(cost, currency) }) : money(cost, currency)}
            </span>
            <span className="w-full text-sm text-muted">
              {formats.moment(at)} · {model} · {t(`states.${state}`)}
            </span>
          </li>
        ))}
      </ul>
      <Pager
        more={asked.hasNextPage}
        busy={asked.isFetchingNextPage}
        onMore={() => void asked.fetchNextPage()}
      />
    </Card>
  )
}
