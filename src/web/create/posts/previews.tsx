import { Eye } from 'lucide-react'
import { type ComponentType, lazy, Suspense } from 'react'
import type { Draft } from '../../../networks/kit/content.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { EmptyState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewQuote,
  PreviewText,
} from '../../kit/preview.tsx'
import { useWords } from '../../kit/words.ts'
import { toInstant } from '../../kit/zone.ts'
import { fileUrl, showUrl } from '../media/media-url.ts'
import { useComposing } from './composer-context.ts'
import { draftFor } from './judge.ts'
import { foldedOf, piecesOf } from './pieces.ts'
import type { DeskChannel } from './use-desk.ts'
import type { Writing } from './writing.ts'

/** A network's own look lies in its folder; one that has none is shown by its manifest. */
const looks = import.meta.glob<{ Preview: ComponentType<PreviewProps> }>('../../../networks/*/ui/preview.tsx')

const previews = new Map(
  Object.entries(looks).map(([path, load]) => [
    path.split('/').at(-3) ?? '',
    lazy(() => load().then(({ Preview }) => ({ default: Preview }))),
  ]),
)

/** How the post will look: on the channel that is worked on, or on all of them. */
export function ComposerPreviews() {
  const { writing, chosen, readers, target } = useComposing()
  return <Previews writing={writing} channels={target === null ? chosen : readers} />
}

/** How a post looks on each of the channels. */
export function Previews({ writing, channels }: { writing: Writing; channels: readonly DeskChannel[] }) {
  const t = useWords('composer')
  if (channels.length === 0)
    return (
      <EmptyState small icon={Eye} title={t('previewEmpty')}>
        {t('previewEmptyHelp')}
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      {channels.map((channel) => (
        <figure key={channel.id} className="flex flex-col gap-2">
          <figcaption className="flex items-center gap-2 text-sm text-muted">
            <NetworkMark network={channel.face} size="small" />
            <span className="min-w-0 truncate">{channel.face.name}</span>
          </figcaption>
          <div className="rounded-lg border border-line bg-surface p-4 shadow-card">
            <ChannelPreview channel={channel} writing={writing} />
          </div>
        </figure>
      ))}
    </div>
  )
}

function ChannelPreview({ channel, writing }: { channel: DeskChannel; writing: Writing }) {
  const t = useWords('composer')
  const formats = useFormats()
  const Look = previews.get(channel.network) ?? Plain
  const { wish } = writing
  const when = wish
    ? formats.custom(toInstant(wish.at, wish.zone).at, { day: 'numeric', month: 'short' }, wish.zone)
    : t('whens.now')
  return (
    <Suspense fallback={<Skeleton className="h-40 w-full" />}>
      <Look {...propsOf(draftFor(writing, channel), channel)} when={when} />
    </Suspense>
  )
}

function propsOf(draft: Draft, channel: DeskChannel): Omit<PreviewProps, 'when'> {
  const { face, name, handle, avatarUrl, rules } = channel
  return {
    network: face,
    account: { name, handle, avatarUrl },
    title: draft.title,
    parts: draft.parts.map((part) => partOf(part, rules.text.fold)),
    firstReply: draft.firstReply ? piecesOf(draft.firstReply) : null,
    options: draft.options,
  }
}

function partOf(part: Draft['parts'][number], fold: number | null): PreviewPart {
  const { text, media, poll, link, quote } = part
  return {
    pieces: piecesOf(text),
    folded: foldedOf(text, fold),
    media: media.map((one) => ({ ...one, src: one.kind === 'video' ? fileUrl(one.id) : showUrl(one, 960) })),
    poll,
    card: link && {
      ...link,
      imageSrc: link.imageMediaId
        ? showUrl({ id: link.imageMediaId, kind: 'image', mime: 'image/webp' }, 960)
        : null,
    },
    quote,
  }
}

/** What can be said of any network: who, when, the words, what is shown with them. */
function Plain({ account, title, parts, firstReply, when }: PreviewProps) {
  return (
    <div className="flex flex-col gap-3">
      <span className="flex items-center gap-2.5">
        <Avatar name={account.name} src={account.avatarUrl} size="large" />
        <span className="flex min-w-0 flex-col leading-tight">
          <span className="truncate font-semibold">{account.name}</span>
          <span className="truncate text-sm text-muted">
            {account.handle} · {when}
          </span>
        </span>
      </span>
      {title && <h3 className="text-lg font-semibold break-words">{title}</h3>}
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
        <div key={place} className="flex flex-col gap-2">
          <PreviewText {...part} />
          {part.poll && <PreviewPoll poll={part.poll} />}
          <PreviewMedia media={part.media} className="rounded-md" />
          {part.media.length === 0 && part.card && <PreviewCard card={part.card} className="rounded-md" />}
          {part.quote && <PreviewQuote url={part.quote} className="rounded-md" />}
        </div>
      ))}
      {firstReply && (
        <div className="border-t border-line pt-3">
          <PreviewText pieces={firstReply} folded={null} />
        </div>
      )}
    </div>
  )
}
