import { type ComponentType, lazy, Suspense } from 'react'
import { Skeleton } from '../../kit/empty.tsx'
import type { NetworkFace } from '../../kit/network.tsx'
import {
  PreviewCard,
  PreviewMedia,
  PreviewPoll,
  type PreviewProps,
  PreviewQuote,
  PreviewText,
} from '../../kit/preview.tsx'
import { piecesOf } from '../posts/pieces.ts'
import type { Frozen } from './frozen.ts'

const looks = import.meta.glob<{ Preview: ComponentType<PreviewProps> }>('../../../networks/*/ui/preview.tsx')

const previews = new Map(
  Object.entries(looks).map(([path, load]) => [
    path.split('/').at(-3) ?? '',
    lazy(() => load().then(({ Preview }) => ({ default: Preview }))),
  ]),
)

type Props = {
  frozen: Frozen
  network: NetworkFace
  account: { name: string; handle: string }
  when: string
  /** Where a picture is had from; empty while it is fetched. */
  srcOf: (id: string) => string
}

/** How what is frozen looks at its network, for somebody who has no account here. */
export function FrozenPreview({ frozen, network, account, when, srcOf }: Props) {
  const Look = previews.get(network.id) ?? Plain
  const parts = frozen.parts.map(({ text, media, poll, link, quote }) => ({
    ...{ pieces: piecesOf(text), folded: null, poll, quote },
    media: media.map((one) => ({ ...one, kind: 'image' as const, src: srcOf(one.id) })),
    card: link && { ...link, imageSrc: link.imageMediaId ? srcOf(link.imageMediaId) : null },
  }))
  return (
    <Suspense fallback={<Skeleton className="h-40 w-full" />}>
      <Look
        network={network}
        account={{ ...account, avatarUrl: null }}
        title={frozen.title}
        parts={parts}
        firstReply={frozen.firstReply ? piecesOf(frozen.firstReply) : null}
        options={frozen.options}
        when={when}
      />
    </Suspense>
  )
}

const Plain = ({ account, title, parts, firstReply, when }: PreviewProps) => (
  <div className="flex flex-col gap-3">
    <span className="flex min-w-0 flex-col leading-tight">
      <span className="truncate font-semibold">{account.name}</span>
      <span className="truncate text-sm text-muted">
        {account.handle} · {when}
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
