import { splitThread } from '../../../networks/kit/thread.ts'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import type { Found } from './judge.ts'
import { changePart, changeWhole, joinParts, splitPart } from './tailor.ts'
import { contentOf } from './writing.ts'

type Way = { words: string; run: () => void }

/** The press that mends a problem, on the channel that has it; the idea and the others stay as they are. */
export function useMend(): (found: Found) => Way | null {
  const t = useWords('composer')
  const { change, desk, writing, setTarget } = useComposing()
  return ({ code, channelId, part }) => {
    const channel = desk.get(channelId)
    if (!channel) return null
    const names = { channel: channel.name }
    const at = part ?? 0
    const leaveOut = (run: () => void): Way => ({ words: t('mend.leaveOut', names), run })
    switch (code) {
      case 'text_too_long':
      case 'text_too_many_bytes': {
        const whole = contentOf(writing, channelId)
        const texts = part === null ? [] : splitThread(whole.parts[at]?.text ?? '', channel.rules.text)
        if (texts.length < 2 || whole.parts.length - 1 + texts.length > channel.manifest.threadMax)
          return null
        const run = () => {
          change((now) => splitPart(now, channelId, at, texts))
          setTarget(channelId)
        }
        return { words: t('mend.split', { ...names, count: texts.length }), run }
      }
      case 'thread_too_long':
        if (channel.manifest.threadMax > 1) return null
        return { words: t('mend.join', names), run: () => change((now) => joinParts(now, channelId)) }
      case 'poll_not_taken':
        return leaveOut(() => change((now) => changePart(now, channelId, at, { poll: null })))
      case 'quote_not_taken':
        return leaveOut(() => change((now) => changePart(now, channelId, at, { quote: null })))
      case 'media_not_taken':
      case 'poll_with_media':
        return leaveOut(() => change((now) => changePart(now, channelId, at, { media: [] })))
      case 'reply_not_taken':
        return leaveOut(() => change((now) => changeWhole(now, channelId, { firstReply: null })))
      case 'too_many_images': {
        const most = channel.rules.media.images?.max ?? 0
        const media = contentOf(writing, channelId).parts[at]?.media ?? []
        const images = media.filter((one) => one.kind === 'image').slice(0, most)
        return {
          words: t('mend.firstOnly', { ...names, count: most }),
          run: () => change((now) => changePart(now, channelId, at, { media: images })),
        }
      }
      default:
        return null
    }
  }
}
