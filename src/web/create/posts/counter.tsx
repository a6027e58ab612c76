import { countedLength, replyMaxBytes, textMax } from '../../../networks/kit/check.ts'
import { byteLength } from '../../../networks/kit/text.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { draftFor, textFor } from './judge.ts'
import type { DeskChannel } from './use-desk.ts'
import type { Writing } from './writing.ts'

type Room = { channel: DeskChannel; left: number; share: number; unit: 'letters' | 'bytes' }

/** How much room one text has on a channel, by the rule that is tighter; null where there is no limit. */
export function roomFor(text: string, channel: DeskChannel, writing: Writing): Room | null {
  const draft = draftFor(writing, channel)
  const sent = textFor(text, writing, channel)
  const part = draft.parts.find((one) => one.text === sent)
  const { max: most, replyMax = most } = channel.rules.text
  const max = part ? textMax(part, channel.rules) : replyMax
  const maxBytes = part ? channel.rules.text.maxBytes : replyMaxBytes(channel.rules)
  const length = countedLength(sent, draft, channel.rules)
  const byLetters =
    max === null ? null : { left: max - length, share: length / max, unit: 'letters' as const }
  const bytes = maxBytes === undefined ? 0 : byteLength(sent)
  const byBytes =
    maxBytes === undefined
      ? null
      : { left: maxBytes - bytes, share: bytes / maxBytes, unit: 'bytes' as const }
  const tighter = byBytes && (!byLetters || byBytes.share > byLetters.share) ? byBytes : byLetters
  return tighter && { channel, ...tighter }
}

/** One ring for each rule that counts; channels with the same rule and the same text share one. */
export function Counters({
  text,
  channels,
  writing,
}: {
  text: string
  channels: readonly DeskChannel[]
  writing: Writing
}) {
  const rooms = channels.flatMap((channel) => roomFor(text, channel, writing) ?? [])
  const told = rooms
    .filter(
      (room, place) =>
        rooms.findIndex(
          (other) => other.channel.network === room.channel.network && other.left === room.left,
        ) === place,
    )
    .sort((a, b) => b.share - a.share)
    .slice(0, 4)
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1" aria-live="off">
      {told.map((room) => (
        <Counter key={room.channel.id} room={room} withMark={channels.length > 1} />
      ))}
    </span>
  )
}

function Counter({ room, withMark }: { room: Room; withMark: boolean }) {
  const t = useWords('composer')
  const formats = useFormats()
  const tone = room.left < 0 ? 'text-bad' : room.share > 0.9 ? 'text-warn' : 'text-faint'
  const label = t(room.unit === 'bytes' ? 'roomBytes' : 'room', {
    left: room.left,
    network: room.channel.face.name,
  })
  return (
    <span className={cx('inline-flex items-center gap-1.5 text-sm figures', tone)} title={label}>
      {withMark && <NetworkMark network={room.channel.face} size="small" />}
      <Ring share={room.share} />
      <span aria-hidden>{formats.number(room.left)}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}

const around = 2 * Math.PI * 7

const Ring = ({ share }: { share: number }) => (
  <svg viewBox="0 0 18 18" className="size-4.5 -rotate-90" aria-hidden="true">
    <circle cx="9" cy="9" r="7" fill="none" strokeWidth="2.5" className="stroke-quiet-soft" />
    <circle
      cx="9"
      cy="9"
      r="7"
      fill="none"
      strokeWidth="2.5"
      stroke="currentColor"
      strokeLinecap="round"
      strokeDasharray={around}
      strokeDashoffset={around * (1 - Math.min(1, share))}
    />
  </svg>
)
