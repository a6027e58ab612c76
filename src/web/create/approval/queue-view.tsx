import { Link } from '@tanstack/react-router'
import { Check, Link2, MessageSquareWarning, Stamp } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ApprovedMany, QueueItem } from '../../../modules/create/approval/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useGo } from '../../kit/route.ts'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { QueueFilters } from './queue-filters.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { approvalsPage } from './routes.tsx'
import { useApprove, useApproveMany, useQueue, useRules } from './use-approvals.ts'
import { useRowKeys } from './use-row-keys.ts'

const LinkForm = lazy(() => import('./link-form.tsx').then(({ LinkForm: form }) => ({ default: form })))

/** What waits, the nearest deadline first. All of it can be done by the keyboard. */
export function QueueView() {
  const t = useWords('approval')
  const words = useProblemWords()
  const { whose, order, channel, overdue } = approvalsPage.useSearch()
  const queue = useQueue({ whose, order, channel, overdue })
  const [said, setSaid] = useState<ReadonlySet<string>>(new Set())
  const found = queue.data?.pages.flatMap((page) => page.items) ?? []
  // What was just said yes to goes at once: the next key is never for a row that is on its way out.
  const items = whose === 'mine' ? found.filter((item) => !said.has(wordsIn(item))) : found
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<QueueItem | null>(null)
  const [linking, setLinking] = useState(false)
  const may = useMay()
  const [failed, setFailed] = useState<ApprovedMany['items']>([])
  const approve = useApprove()
  const approveMany = useApproveMany((next) => {
    setFailed(next)
    setChosen(new Set())
  })
  const go = useGo()
  const leave = (gone: readonly QueueItem[]) =>
    setSaid((before) => new Set([...before, ...gone.map(wordsIn)]))
  const sayYes = (item: QueueItem) => approve.mutate(item, { onSuccess: () => leave([item]) })
  const sayYesToAll = () =>
    approveMany.mutate(yours, {
      onSuccess: ({ items: results }) => {
        const done = new Set(results.flatMap((one) => (one.done ? [one.postId] : [])))
        leave(yours.filter(({ postId }) => done.has(postId)))
      },
    })
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const picked = items.filter(({ id }) => chosen.has(id)).slice(0, 100)
  const yours = picked.filter(({ mine }) => mine)
  const open = (row: number) => items[row] && go(`/posts/${items[row].postId}`)
  const at = useRowKeys(items.length, open, {
    a: (row) => onMine(items[row], sayYes),
    r: (row) => items[row] && setAsking(items[row]),
    x: (row) => items[row] && (items[row].mine || may('post.publish')) && toggle(items[row].id),
  })
  return (
    <div className="flex flex-col gap-4">
      <QueueFilters />
      {failed.length > 0 && <Failed failed={failed} items={items} />}
      {queue.isPending && <SkeletonRows rows={5} />}
      {queue.error && <ErrorState words={words(queue.error)} onRetry={() => void queue.refetch()} />}
      {queue.isSuccess && items.length === 0 && <Nothing />}
      {items.length > 0 && (
        <>
          <p className="text-sm text-muted max-md:hidden">{t('keysHelp')}</p>
          <Card flush>
            <ul className="divide-y divide-line">
              {items.map((item, row) => (
                <QueueRow
                  key={item.id}
                  item={item}
                  marked={row === at}
                  chosen={chosen.has(item.id)}
                  busy={approve.isPending && approve.variables?.postId === item.postId}
                  onChoose={() => toggle(item.id)}
                  onApprove={() => sayYes(item)}
                  onRequest={() => setAsking(item)}
                />
              ))}
            </ul>
          </Card>
        </>
      )}
      <Pager
        more={queue.hasNextPage}
        busy={queue.isFetchingNextPage}
        onMore={() => void queue.fetchNextPage()}
      />
      {picked.length > 0 && (
        <div className="sticky bottom-2 z-10 flex flex-wrap justify-end gap-2 rounded-lg bg-raised px-4 py-3 shadow-float">
          <Button look="quiet" onClick={() => setChosen(new Set())}>
            {t('clearChoice')}
          </Button>
          {may('post.publish') && (
            <Button icon={Link2} onClick={() => setLinking(true)}>
              {t('sendLink')}
            </Button>
          )}
          {yours.length > 0 && (
            <Button look="primary" icon={Check} busy={approveMany.isPending} onClick={sayYesToAll}>
              {t('approveMany', { count: yours.length })}
            </Button>
          )}
        </div>
      )}
      {linking && (
        <Suspense>
          <LinkForm postIds={postsOf(picked)} onClose={() => setLinking(false)} />
        </Suspense>
      )}
      {asking && <RequestDialog postId={asking.postId} onClose={() => setAsking(null)} />}
    </div>
  )
}

/** Each post once, also where several of its steps wait. */
const postsOf = (items: readonly QueueItem[]): string[] => [...new Set(items.map(({ postId }) => postId))]

/** A step that asks about these words; about others it asks anew. */
const wordsIn = ({ id, seen }: QueueItem): string => `${id} ${seen}`

const onMine = (item: QueueItem | undefined, act: (item: QueueItem) => void) => {
  if (item?.mine) act(item)
}

function Nothing() {
  const t = useWords('approval')
  const may = useMay()
  const rules = useRules(may('team.read'))
  const setSearch = approvalsPage.useSetSearch()
  if (rules.data?.items.length === 0)
    return (
      <EmptyState
        icon={Stamp}
        title={t('noRulesTitle')}
        action={
          may('workspace.manage') && (
            <Button look="primary" onClick={() => setSearch({ tab: 'rules' })}>
              {t('addRule')}
            </Button>
          )
        }
      >
        {t('noRulesWords')}
      </EmptyState>
    )
  return (
    <EmptyState icon={Stamp} title={t('emptyTitle')}>
      {t('emptyWords')}
    </EmptyState>
  )
}

function Failed({ failed, items }: { failed: ApprovedMany['items']; items: readonly QueueItem[] }) {
  const t = useWords('approval')
  const words = useProblemWords()
  return (
    <Alert tone="bad" title={t('failedTitle')}>
      <ul className="mt-1 flex flex-col gap-1">
        {failed.map(({ postId, error }) => (
          <li key={postId}>
            <Link to={`/posts/${postId}`} className="font-medium underline">
              {items.find((item) => item.postId === postId)?.text.slice(0, 60) || t('untitled')}
            </Link>
            {': '}
            {error && words(new ApiProblem({ status: 409, ...error }))}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

type Words = ReturnType<typeof useWords<'approval'>>

/** When it goes out; of what has missed its time, when it was to. */
function whenOf(
  { published, atOnce, dueAt }: QueueItem,
  t: Words,
  formats: ReturnType<typeof useFormats>,
): string {
  if (published) return t('isOut')
  if (atOnce) return t('atOnce')
  if (!dueAt) return t('noTime')
  const when = formats.moment(dueAt)
  return Date.parse(dueAt) > Date.now()
    ? t('dueAt', { when })
    : `${t('wasDueAt', { when })}. ${t('missedHelp')}`
}

type RowProps = {
  item: QueueItem
  marked: boolean
  chosen: boolean
  busy: boolean
  onChoose: () => void
  onApprove: () => void
  onRequest: () => void
}

function QueueRow({ item, marked, chosen, busy, onChoose, onApprove, onRequest }: RowProps) {
  const t = useWords('approval')
  const formats = useFormats()
  const channels = useChannels()
  const may = useMay()
  const title = item.title || item.text || t('untitled')
  const overdue = item.overdue || (item.deadline !== null && Date.parse(item.deadline) < Date.now())
  return (
    <li
      data-row
      aria-current={marked || undefined}
      className={cx('flex items-start gap-3 px-4 py-3.5 md:px-5', marked && 'bg-accent-soft')}
    >
      {(item.mine || may('post.publish')) && (
        <Checkbox
          hideLabel
          checked={chosen}
          onChange={onChoose}
          label={t('choose', { title: title.slice(0, 60) })}
          className="mt-0.5"
        />
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <Link to={`/posts/${item.postId}`} className="line-clamp-2 font-medium break-words hover:underline">
          {title}
        </Link>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          {item.channelIds.map((id) => {
            const channel = channels?.get(id)
            return (
              channel && (
                <span key={id} className="inline-flex items-center gap-1">
                  <NetworkMark network={channel.face} size="small" />
                  {channel.name}
                </span>
              )
            )
          })}
          <span>{item.step}</span>
          {item.author && <span>{item.author}</span>}
        </span>
        <span className="flex flex-wrap items-center gap-2 text-sm figures">
          <span className="text-muted">{whenOf(item, t, formats)}</span>
          {item.deadline && !overdue && (
            <Badge>{t('deadline', { when: formats.moment(item.deadline) })}</Badge>
          )}
          {overdue && <Badge tone="warn">{t('overdue')}</Badge>}
          {item.requests > 0 && (
            <Badge tone="warn" icon={MessageSquareWarning}>
              {t('requests', { count: item.requests })}
            </Badge>
          )}
        </span>
      </div>
      <span className="flex shrink-0 gap-1">
        <IconButton icon={MessageSquareWarning} label={t('requestChange')} keys="r" onClick={onRequest} />
        {item.mine && (
          <IconButton
            icon={Check}
            look="secondary"
            label={t('approve')}
            keys="a"
            busy={busy}
            onClick={onApprove}
          />
        )}
      </span>
    </li>
  )
}
