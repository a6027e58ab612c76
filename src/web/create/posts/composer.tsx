import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { Skeleton } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ActionBar } from './action-bar.tsx'
import { ChannelChips } from './channel-chips.tsx'
import { ComposerContext, type Composing, idsOf, useComposing } from './composer-context.ts'
import { ComposerCompany, ComposerTeam } from './composer-team.tsx'
import { ConflictBanner } from './conflict-banner.tsx'
import { CostLines } from './cost-lines.tsx'
import { ComposerDecision } from './decision-banner.tsx'
import { Hints } from './hints.tsx'
import { judge } from './judge.ts'
import type { Kept } from './keeper.ts'
import { OptionFields } from './option-fields.tsx'
import { AddPart, PartsEditor } from './parts-editor.tsx'
import { PlanHint } from './plan-hint.tsx'
import { ComposerPreviews } from './previews.tsx'
import { PurposeFields } from './purpose-fields.tsx'
import { isTailored, type Target } from './tailor.ts'
import { TargetTabs } from './target-tabs.tsx'
import { asWritten, type DeskChannel, useDesk } from './use-desk.ts'
import { useKeeper } from './use-keeper.ts'
import { WhenField, type WhenKind } from './when-field.tsx'
import { AddReply, AddTitle, LanguagesField, ReplyField, TitleField } from './whole-fields.tsx'
import type { Writing } from './writing.ts'

const SentWords = lazy(() => import('../typing/sent-words.tsx'))

// The packs and the judge come after the page: what they say is no part of writing.
const ComplianceCards = lazy(() =>
  import('../compliance/composer-cards.tsx').then(({ ComplianceCards: part }) => ({ default: part })),
)

type Props = {
  post: Post | null
  clientId: string
  start: Writing
  kept: Kept | null
  /** The post as the server tells it now: another tab may have changed it. */
  heard?: Post
  onPost?: (post: Post) => void
  onSent: () => void
}

/** Where a post is written: one idea, a form of it for each channel, how it will look, and when it goes out. */
export function Composer(props: Props) {
  const desk = useDesk()
  if (!desk) return <Skeleton className="h-96 w-full" />
  return <Desk {...props} start={onDesk(props, desk)} desk={desk} />
}

/** A new post begins without channels that are no longer there for this person, whatever was chosen last. */
function onDesk({ post, start }: Props, desk: ReadonlyMap<string, DeskChannel>): Writing {
  if (post) return start
  const kept = Object.entries(start.variants).filter(([id]) => desk.has(id))
  return { ...start, variants: Object.fromEntries(kept) }
}

function Desk({ desk, heard, onPost, onSent, ...start }: Props & { desk: ReadonlyMap<string, DeskChannel> }) {
  const { keeper, snapshot } = useKeeper(start)
  const [target, setTarget] = useState<Target>(null)
  const [tried, setTried] = useState(false)
  const { writing, post } = snapshot

  useEffect(() => {
    if (heard) keeper.hear(heard)
  }, [heard, keeper])
  useEffect(() => {
    if (post) onPost?.(post)
  }, [post, onPost])

  const composing = useMemo<Composing>(() => {
    const chosen = [...desk.values()]
      .filter((channel) => writing.variants[channel.id])
      .map((channel) => asWritten(channel, writing))
    const held = target !== null && writing.variants[target] ? target : null
    const readers = chosen.filter((channel) =>
      held === null ? !isTailored(writing, channel.id) : channel.id === held,
    )
    return {
      ...snapshot,
      keeper,
      change: keeper.change,
      target: held,
      setTarget,
      desk,
      chosen,
      readers,
      found: chosen.flatMap((channel) => judge(writing, channel)),
      tried,
    }
  }, [snapshot, keeper, desk, target, writing, tried])

  return (
    <ComposerContext value={composing}>
      <Room onTried={() => setTried(true)} onSent={onSent} />
    </ComposerContext>
  )
}

function Room({ onTried, onSent }: { onTried: () => void; onSent: () => void }) {
  const t = useWords('composer')
  const mayOn = useMayOn()
  const { chosen } = useComposing()
  const [kind, setKind] = useState<WhenKind>('at')
  const [timeError, setTimeError] = useState<string | null>(null)
  return (
    <div className="-mb-10 flex flex-1 flex-col">
      <div className="grid flex-1 gap-6 pb-6 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ConflictBanner />
          <ComposerCompany />
          <ComposerDecision />
          <ChannelChips />
          <TargetTabs />
          <Words />
          <CostLines />
          <Scheduling
            kind={kind}
            onKind={setKind}
            error={timeError}
            mayPublish={mayOn('post.publish', idsOf(chosen))}
          />
          <Card title={t('purpose')}>
            <PlanHint />
            <PurposeFields />
          </Card>
          <Suspense fallback={<Skeleton className="h-24 w-full" />}>
            <ComplianceCards />
          </Suspense>
          <Hints />
          <ComposerTeam />
        </div>
        <aside aria-label={t('preview')} className="max-lg:hidden">
          <section
            aria-label={t('preview')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
            tabIndex={0}
            className="sticky top-4 max-h-[calc(100dvh-6rem)] overflow-y-auto pb-2"
          >
            <ComposerPreviews />
          </section>
        </aside>
      </div>
      <ActionBar kind={kind} onTimeError={setTimeError} onTried={onTried} onSent={onSent} />
    </div>
  )
}

/** Everything that is written, for the idea or one channel. */
function Words() {
  const { target, desk } = useComposing()
  const [titled, setTitled] = useState(false)
  const channel = target === null ? undefined : desk.get(target)
  return (
    <>
      <TitleField open={titled} />
      <PartsEditor />
      <ReplyField />
      <Suspense>
        <SentWords />
      </Suspense>
      <div className="-mt-2 -ml-2 flex flex-wrap items-center gap-x-1">
        <AddPart />
        <AddReply />
        {!titled && <AddTitle onAdd={() => setTitled(true)} />}
        <LanguagesField />
      </div>
      {channel && channel.manifest.options.length > 0 && (
        <Card title={channel.face.name}>
          <OptionFields channel={channel} />
        </Card>
      )}
    </>
  )
}

/** A scheduled post is moved in its own place; here only its words change. */
function Scheduling({
  kind,
  onKind,
  error,
  mayPublish,
}: {
  kind: WhenKind
  onKind: (kind: WhenKind) => void
  error: string | null
  mayPublish: boolean
}) {
  const t = useWords('composer')
  const { post } = useComposing()
  if (post?.stage === 'scheduled') return null
  return (
    <Card title={mayPublish ? t('when') : t('whenWish')}>
      <WhenField
        kind={mayPublish ? kind : 'at'}
        onKind={onKind}
        error={error ?? undefined}
        onlyWish={!mayPublish}
      />
    </Card>
  )
}
