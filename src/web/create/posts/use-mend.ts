import { splitThread } from '../../../networks/kit/thread.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { type Found, textFor } from './judge.ts'
import { changePart, changeWhole, joinParts, splitPart } from './tailor.ts'
import type { DeskChannel } from './use-desk.ts'
import { contentOf, type Writing } from './writing.ts'

type Way = { words: string; run: () => void; also?: { words: string; run: () => void } }
type Mending = (writing: Writing) => Writing

/**
 * The press that mends a problem, on the channels that have it; the idea and the other channels stay as they are. Null
 * where only a person can.
 */
export function useMend(): (group: readonly Found[]) => Way | null {
  const t = useWords('composer')
  const formats = useFormats()
  const { change, chosen, writing, setTarget } = useComposing()
  return (group) => {
    const [first] = group
    const ways = group.flatMap((found) => {
      // By the rules of what it is written as: a story takes fewer pictures than a post, and a community may, too.
      const channel = chosen.find(({ id }) => id === found.channelId)
      const mending = channel && mendingOf(found, channel, writing)
      return mending ? [{ ...mending, channel }] : []
    })
    const [way] = ways
    if (!first || !way || ways.length < group.length) return null
    const run = (those: typeof ways) => {
      change((now) => those.reduce((made, one) => one.run(made), now))
      if (way.kind === 'split' && ways.length === 1) setTarget(way.channel.id)
    }
    const names = formats.list(ways.map(({ channel }) => channel.name))
    return {
      words: t(`mend.${way.kind}`, { channel: names, count: way.count }),
      run: () => run(ways),
      ...(way.kind === 'split' && {
        also: {
          words: t('mend.numbered'),
          run: () => run(ways.map((one) => ({ ...one, run: one.numbered ?? one.run }))),
        },
      }),
    }
  }
}

type Kind = 'split' | 'join' | 'leaveOut' | 'firstOnly'

function mendingOf(
  { code, channelId, part }: Found,
  channel: DeskChannel,
  writing: Writing,
): { kind: Kind; count: number; run: Mending; numbered?: Mending } | null {
  const at = part ?? 0
  const leaveOut = (run: Mending) => ({ kind: 'leaveOut' as const, count: 0, run })
  switch (code) {
    case 'text_too_long':
    case 'text_too_many_bytes':
      return part === null ? null : splitting(channel, writing, part)
    case 'thread_too_long':
      if (channel.rules.threadMax > 1) return null
      return { kind: 'join', count: 0, run: (now) => joinParts(now, channelId) }
    case 'poll_not_taken':
      return leaveOut((now) => changePart(now, channelId, at, { poll: null }))
    case 'quote_not_taken':
      return leaveOut((now) => changePart(now, channelId, at, { quote: null }))
    case 'media_not_taken':
    case 'poll_with_media':
      return leaveOut((now) => changePart(now, channelId, at, { media: [] }))
    case 'reply_not_taken':
      return leaveOut((now) => changeWhole(now, channelId, { firstReply: null }))
    case 'too_many_images': {
      const count = channel.rules.media.images?.max ?? 0
      const media = contentOf(writing, channelId).parts[at]?.media ?? []
      const kept = media.filter((one) => one.kind === 'image').slice(0, count)
      return { kind: 'firstOnly', count, run: (now) => changePart(now, channelId, at, { media: kept }) }
    }
    default:
      return null
  }
}

function splitting(channel: DeskChannel, writing: Writing, at: number) {
  const { parts } = contentOf(writing, channel.id)
  const sent = (text: string) => textFor(text, writing, channel)
  const split = (numbered: boolean) =>
    splitThread(parts[at]?.text ?? '', channel.rules.text, { numbered, sent })
  const [texts, withNumbers] = [split(false), split(true)]
  const fits = (all: readonly string[]) =>
    all.length > 1 && parts.length - 1 + all.length <= channel.rules.threadMax
  if (!fits(texts)) return null
  const put =
    (all: readonly string[]): Mending =>
    (now) =>
      splitPart(now, channel.id, at, all)
  return {
    ...{ kind: 'split' as const, count: texts.length, run: put(texts) },
    ...(fits(withNumbers) && { numbered: put(withNumbers) }),
  }
}
