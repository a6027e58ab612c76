import { Eye } from 'lucide-react'
import type { Draft } from '../../../networks/kit/content.ts'
import type { TextRule } from '../../../networks/kit/manifest.ts'
import { EmptyState } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import type { PreviewPart, PreviewProps } from '../../kit/preview.tsx'
import { useWords } from '../../kit/words.ts'
import { toInstant } from '../../kit/zone.ts'
import { fileUrl, showUrl } from '../media/media-url.ts'
import { NetworkLook } from '../previews/network-look.tsx'
import { useComposing } from './composer-context.ts'
import { draftFor } from './judge.ts'
import { foldedOf, piecesOf } from './pieces.ts'
import type { DeskChannel } from './use-desk.ts'
import type { Writing } from './writing.ts'

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
  const { wish } = writing
  const when = wish
    ? formats.custom(toInstant(wish.at, wish.zone).at, { day: 'numeric', month: 'short' }, wish.zone)
    : t('whens.now')
  return <NetworkLook {...propsOf(draftFor(writing, channel), channel)} when={when} />
}

function propsOf(draft: Draft, channel: DeskChannel): Omit<PreviewProps, 'when'> {
  const { face, name, handle, avatarUrl, rules } = channel
  return {
    network: face,
    account: { name, handle, avatarUrl },
    title: draft.title,
    parts: draft.parts.map((part) => partOf(part, rules.text)),
    firstReply: draft.firstReply ? piecesOf(draft.firstReply, rules.text) : null,
    options: draft.options,
  }
}

function partOf(part: Draft['parts'][number], rule: TextRule): PreviewPart {
  const { text, media, poll, link, quote } = part
  return {
    pieces: piecesOf(text, rule),
    folded: foldedOf(text, rule),
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
