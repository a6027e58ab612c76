import type { NetworkFace } from '../../kit/network.tsx'
import { piecesOf } from '../posts/pieces.ts'
import { NetworkLook } from '../previews/network-look.tsx'
import type { Frozen } from './frozen.ts'

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
  const parts = frozen.parts.map(({ text, media, poll, link, quote }) => ({
    ...{ pieces: piecesOf(text), folded: null, poll, quote },
    media: media.map((one) => ({ ...one, kind: 'image' as const, src: srcOf(one.id) })),
    card: link && { ...link, imageSrc: link.imageMediaId ? srcOf(link.imageMediaId) : null },
  }))
  return (
    <NetworkLook
      network={network}
      account={{ ...account, avatarUrl: null }}
      title={frozen.title}
      parts={parts}
      firstReply={frozen.firstReply ? piecesOf(frozen.firstReply) : null}
      options={frozen.options}
      when={when}
    />
  )
}
