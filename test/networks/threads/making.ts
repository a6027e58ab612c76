import type { Reply } from '../frame.ts'
import { fetchType, lettersOf, linksIn } from './rules.ts'
import { type Asked, day, gone, missing, noRight, odd, ok, refused } from './say.ts'
import type { Container, File, Poll, ThreadsState } from './state.ts'

/** Containers, what becomes of them, and removal. */
export function createMaking(state: ThreadsState) {
  /** Makes a container, or says what is wrong with it. */
  async function make({ value, token: { userId, scopes } }: Asked): Promise<Reply> {
    const type = value('media_type')
    const text = value('text')
    const item = value('is_carousel_item') === 'true'
    const poll = pollIn(value('poll_attachment'))
    if (lettersOf(text) > 500) return odd('text is too long')
    if (linksIn(text) > 5) return refused(100, 'THREADS_API__LINK_LIMIT_EXCEEDED')
    if (poll === 'odd' || (poll && type !== 'TEXT')) return odd('poll_attachment')
    if (type === 'TEXT' && text.trim() === '' && !poll && !value('quote_post_id')) return odd('text')
    if (value('link_attachment') && (type !== 'TEXT' || poll)) return odd('link_attachment')
    if (value('location_id') && !scopes.includes('threads_location_tagging')) return noRight()
    if (value('is_ghost_post') === 'true' && (type !== 'TEXT' || ghostless.some((name) => value(name))))
      return odd('is_ghost_post')
    if (
      value('text_attachment') &&
      (type !== 'TEXT' || poll || plainIn(value('text_attachment')).length > 10_000)
    )
      return odd('text_attachment')
    const topic = value('topic_tag')
    if (/[.&]/.test(topic) || [...topic].length > 50) return odd('topic_tag')
    if (value('alt_text').length > 1000) return odd('alt_text')
    for (const name of ['reply_to_id', 'quote_post_id'])
      if (value(name) && !state.postOf(value(name))) return odd(name)
    if (value('reply_to_id') && !scopes.includes('threads_manage_replies')) return noRight()
    const files = await filesIn(type, value, userId)
    if ('status' in files) return files
    const now = state.at()
    const works = type === 'TEXT' ? 0 : state.workMs[type as keyof typeof state.workMs]
    const container: Container = {
      ...{ id: state.nextId(), userId, type, text, item, poll, files: files.files, madeAt: now },
      readyAt: new Date(now.getTime() + works),
      ...{ error: type === 'TEXT' ? null : state.spoil, post: null },
      replyTo: value('reply_to_id') || null,
      quote: value('quote_post_id') || null,
      told: toldIn(value),
    }
    if (type !== 'TEXT') state.spoil = null
    state.containers.set(container.id, container)
    return ok({ id: container.id })
  }

  async function filesIn(
    type: string,
    value: (name: string) => string,
    userId: string,
  ): Promise<{ files: File[] } | Reply> {
    if (type === 'TEXT') return { files: [] }
    if (type === 'CAROUSEL') return childrenIn(value('children').split(','), userId)
    if (type !== 'IMAGE' && type !== 'VIDEO') return odd('media_type')
    const mime = await fetchType(value(type === 'IMAGE' ? 'image_url' : 'video_url'))
    if (mime === null) return refused(1, 'The media could not be fetched from this URI', 2207052)
    if (!mime.startsWith(type.toLowerCase()))
      return refused(36001, 'The media format is not supported', type === 'IMAGE' ? 2207005 : 2207026)
    return { files: [{ alt: value('alt_text'), mime }] }
  }

  function childrenIn(ids: readonly string[], userId: string): { files: File[] } | Reply {
    if (ids.length < 2 || ids.length > 20) return refused(100, 'Carousel validation failed', 2207028)
    const children = ids.map((id) => state.containers.get(id))
    if (children.some((child) => !child?.item || child.userId !== userId)) return odd('children')
    if (children.some((child) => child && state.statusOf(child) !== 'FINISHED'))
      return refused(9007, 'The media is not ready', 2207027)
    return { files: children.flatMap((child) => child?.files ?? []) }
  }

  function publish({ value, token: { userId } }: Asked): Reply {
    const container = state.containers.get(value('creation_id'))
    if (state.notYet > 0) {
      state.notYet--
      return gone()
    }
    if (!container || container.userId !== userId || state.statusOf(container) !== 'FINISHED') return gone()
    const reply = container.replyTo !== null
    if (state.used(userId, reply) >= (reply ? 1000 : 250))
      return refused(9, 'The user reached the maximum number of posts', 2207042)
    const { id, item, madeAt, readyAt, error, post: _, ...words } = container
    container.post = state.publish(words).id
    return ok({ id: container.post })
  }

  function remove({ id, token }: Asked): Reply {
    const from = state.at().getTime() - day
    if (state.removed.filter((one) => one.userId === token.userId && one.at.getTime() > from).length >= 100)
      return refused(613, 'Calls to this api have exceeded the rate limit')
    if (state.postOf(id)?.userId !== token.userId) return missing()
    state.remove(token.userId, id)
    return ok({ success: true, deleted_id: id })
  }

  return { make, publish, remove }
}

/** A ghost post has none of it. */
const ghostless = [
  ...['topic_tag', 'reply_control', 'link_attachment', 'location_id', 'poll_attachment', 'quote_post_id'],
  ...['reply_to_id', 'text_attachment'],
]
const plainIn = (told: string): string =>
  String((JSON.parse(told) as { plaintext?: unknown }).plaintext ?? '')

const names = [
  ...['topic_tag', 'reply_control', 'link_attachment', 'is_spoiler_media', 'location_id'],
  ...['is_ghost_post', 'text_attachment'],
]
const toldIn = (value: (name: string) => string): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (value(name) ? [[name, value(name)]] : [])))

function pollIn(told: string): Poll | null | 'odd' {
  if (told === '') return null
  const poll: unknown = JSON.parse(told)
  const options = Object.entries(poll as Poll)
  const fits = options.every(
    ([name, text], at) => name === `option_${'abcd'[at]}` && text.length > 0 && lettersOf(text) <= 25,
  )
  return fits && options.length >= 2 && options.length <= 4 ? (poll as Poll) : 'odd'
}
