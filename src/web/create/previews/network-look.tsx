import { type ComponentType, lazy, Suspense } from 'react'
import { Avatar } from '../../kit/avatar.tsx'
import { Skeleton } from '../../kit/empty.tsx'
import {
  PreviewCard,
  PreviewMedia,
  PreviewPoll,
  type PreviewProps,
  PreviewQuote,
  PreviewText,
} from '../../kit/preview.tsx'

/** A network's own look lies in its folder; one that has none is shown as what can be said of any. */
const looks = import.meta.glob<{ Preview: ComponentType<PreviewProps> }>('../../../networks/*/ui/preview.tsx')

const previews = new Map(
  Object.entries(looks).map(([path, load]) => [
    path.split('/').at(-3) ?? '',
    lazy(() => load().then(({ Preview }) => ({ default: Preview }))),
  ]),
)

/** How a post looks at its network. */
export function NetworkLook(props: PreviewProps) {
  const Look = previews.get(props.network.id) ?? Plain
  return (
    <Suspense fallback={<Skeleton className="h-40 w-full" />}>
      <Look {...props} />
    </Suspense>
  )
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
