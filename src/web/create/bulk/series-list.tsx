import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis, Infinity as Endless, Pause, Play, Plus, Repeat, Trash2 } from 'lucide-react'
import { Series, SeriesList, type SeriesSummary } from '../../../modules/create/series/contract.ts'
import { api, path } from '../../api/client.ts'
import { askPages, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ListFrame, linkLook, rowLook, rowsLook } from './list-frame.tsx'
import { bulkPage } from './routes.tsx'
import { useRuleWords } from './rule-words.ts'

const tones = { running: 'good', paused: 'warn', ended: 'quiet' } as const
const touches = ['series', 'posts'] as const

export default function SeriesRows() {
  const t = useWords('bulk')
  const words = useProblemWords()
  const go = useGo()
  const { tab } = bulkPage.useSearch()
  const kind = tab === 'evergreen' ? 'evergreen' : 'recurring'
  const found = useInfiniteQuery(
    askPages({ topic: 'series', path: '/series', query: { kind }, schema: SeriesList }),
  )
  const add = (
    <Button look="primary" icon={Plus} onClick={() => go(`/bulk/series/new?kind=${kind}`)}>
      {kind === 'evergreen' ? t('series.newEvergreen') : t('series.newRecurring')}
    </Button>
  )
  if (found.isPending) return <SkeletonRows rows={4} />
  if (found.isError) return <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <EmptyState
        icon={kind === 'evergreen' ? Endless : Repeat}
        title={kind === 'evergreen' ? t('series.emptyEvergreen') : t('series.emptyRecurring')}
        action={add}
      >
        {kind === 'evergreen' ? t('series.emptyEvergreenHelp') : t('series.emptyRecurringHelp')}
      </EmptyState>
    )
  return (
    <ListFrame actions={add}>
      <ul className={rowsLook}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <Pager
        auto
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </ListFrame>
  )
}

function Row({ item }: { item: SeriesSummary }) {
  const t = useWords('bulk')
  const formats = useFormats()
  const ruleWords = useRuleWords()
  const step = (verb: 'pause' | 'resume') => () =>
    api.post(path`/series/${item.id}/${verb}`, { schema: Series })
  const pause = useWrite(step('pause'), { touches })
  const resume = useWrite(step('resume'), { touches })
  const remove = useWrite(() => api.delete(path`/series/${item.id}`), {
    touches,
    onSuccess: () => toast(t('removed')),
  })
  return (
    <li className={rowLook}>
      <span className="flex min-w-0 flex-1 basis-52 flex-col">
        <Link to={`/bulk/series/${item.id}` as never} className={linkLook}>
          {item.name}
        </Link>
        <span className="text-sm text-muted figures">
          {[
            ruleWords(item.rule),
            item.kind === 'evergreen' && t('posts', { count: item.posts }),
            item.next && t('series.next', { when: formats.moment(item.next, item.zone) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {item.words && t.has(`series.trouble.${item.words}` as 'series.trouble.all_rest') && (
          <span className="text-sm text-warn">
            {t(`series.trouble.${item.words}` as 'series.trouble.all_rest')}
          </span>
        )}
      </span>
      <Badge tone={tones[item.state]}>{t(`series.states.${item.state}`)}</Badge>
      <span className="relative z-10">
        <Menu trigger={<IconButton icon={Ellipsis} label={t('more', { name: item.name })} />}>
          {item.state === 'running' && (
            <MenuItem icon={Pause} onSelect={() => pause.mutate(undefined)}>
              {t('pause')}
            </MenuItem>
          )}
          {item.state === 'paused' && (
            <MenuItem icon={Play} onSelect={() => resume.mutate(undefined)}>
              {t('resume')}
            </MenuItem>
          )}
          <MenuItem icon={Trash2} danger onSelect={() => remove.mutate(undefined)}>
            {t('remove')}
          </MenuItem>
        </Menu>
      </span>
    </li>
  )
}
