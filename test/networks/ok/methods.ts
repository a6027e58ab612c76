import type { RawMetric } from '../../../src/networks/kit/manifest.ts'
import { readAttachment } from './attachment.ts'
import { ok, type Said, wrong } from './said.ts'
import type { Group, OkState, Person, Token, Topic } from './state.ts'
import { dayMs } from './state.ts'

export type Fields = Readonly<Record<string, unknown>>
export type Caller = { person: Person; token: Token }
type Method = (fields: Fields, caller: Caller) => Said

/** What the app must be permitted for a method, as its documentation says. */
const needs: Readonly<Record<string, string>> = {
  'group.getUserGroupsByIds': 'VALUABLE_ACCESS',
  'photosV2.getUploadUrl': 'PHOTO_CONTENT',
  'video.getUploadUrl': 'VIDEO_CONTENT',
  'video.update': 'VIDEO_CONTENT',
  'mediatopic.post': 'GROUP_CONTENT',
  'group.getStatTopic': 'GROUP_CONTENT',
  'group.getStatTopics': 'GROUP_CONTENT',
}

const listed = (value: unknown): string[] =>
  String(value ?? '')
    .split(',')
    .filter(Boolean)

export function createMethods(state: OkState, uploads: string): Record<string, Method> {
  const isEditor = (group: Group | undefined, person: Person): boolean => {
    const member = group?.people.get(person.uid)
    return member?.status === 'ADMIN' || (member?.status === 'MODERATOR' && member.role !== 'ANALYST')
  }
  /** Pages by anchors that name where to go on. */
  const page = <T>(all: readonly T[], fields: Fields, most: number) => {
    const from = Number(String(fields.anchor ?? '').replace(/\D/g, '') || 0)
    const items = all.slice(from, from + Math.min(Number(fields.count ?? 10), most))
    const next = from + items.length
    return { items, anchor: `a${next}`, has_more: next < all.length }
  }
  const ownTopic = (id: unknown, person: Person): Topic | Said => {
    const topic = state.topic(id)
    if (!topic) return wrong(300)
    return isEditor(state.groups.get(topic.gid), person) ? topic : wrong(10)
  }

  return {
    'auth.touchSession': (_fields, { token }) => {
      token.ends = state.at().getTime() + 30 * dayMs
      return ok(true)
    },

    'users.getCurrentUser': (_fields, { person }) => ok({ uid: person.uid, name: person.name }),

    'users.hasAppPermission': ({ ext_perm }) => ok(state.rights.has(String(ext_perm))),

    'url.getInfo': ({ url }) => {
      const name = new URL(String(url)).pathname.slice(1)
      const group = [...state.groups.values()].find(({ shortname }) => shortname === name)
      return ok(
        group ? { type: 'GROUP', objectId: Number(group.uid), objectIdStr: group.uid } : { type: 'UNKNOWN' },
      )
    },

    'group.getUserGroupsV2': (fields, { person }) => {
      const all = [...state.groups.values()].filter(({ people }) => people.has(person.uid))
      const { items, anchor } = page(all, fields, 100)
      if (items.length === 0) return ok({ groups: null, anchor: null })
      return ok({
        anchor,
        groups: items.map(({ uid, people }) => ({
          groupId: uid,
          userId: person.uid,
          ...people.get(person.uid),
        })),
      })
    },

    'group.getUserGroupsByIds': ({ group_id, uids }) => {
      const group = state.groups.get(String(group_id))
      if (!group) return wrong(160)
      return ok(
        listed(uids).flatMap((uid) => {
          const member = group.people.get(uid)
          return member ? [{ groupId: group.uid, userId: uid, ...member }] : []
        }),
      )
    },

    'group.getInfo': ({ uids }) =>
      ok(
        listed(uids).flatMap((uid) => {
          const group = state.groups.get(uid)
          return group ? [groupShown(group)] : []
        }),
      ),

    'group.getCounters': ({ group_id }) => {
      const group = state.groups.get(String(group_id))
      if (!group) return wrong(160)
      const themes = group.themes ?? state.topicsOf(group.uid).length
      return ok({ counters: { ...(group.members !== null && { members: group.members }), themes } })
    },

    'photosV2.getUploadUrl': ({ gid }, { person }) => {
      if (!isEditor(state.groups.get(String(gid)), person)) return wrong(10)
      const [id, hash] = [`photo-${state.id()}==`, `h${state.id()}`]
      state.slots.set(hash, { photo: id })
      return ok({
        photo_ids: [id],
        upload_url: `${uploads}/uploadImage?apiToken=${'x'.repeat(900)}&hash=${hash}`,
        expires_ms: state.at().getTime() + dayMs,
        ttl_ms: dayMs,
      })
    },

    'video.getUploadUrl': ({ gid, file_size }, { person }) => {
      if (!isEditor(state.groups.get(String(gid)), person)) return wrong(10)
      if (Number(file_size) > 1_073_741_824) return wrong(100, 'PARAM : FileToLarge')
      const [id, hash] = [state.id(), `v${state.id()}`]
      state.slots.set(hash, { film: id, bytes: Number(file_size) })
      state.films.set(id, { up: false, shown: false, title: '' })
      return ok({
        video_id: Number(id),
        upload_url: `${uploads}/upload.do?sig=${'y'.repeat(900)}&hash=${hash}`,
      })
    },

    'video.update': ({ vid, title }) => {
      const film = state.films.get(String(vid))
      if (!film?.up) return wrong(300)
      Object.assign(film, { shown: true, title: String(title ?? '') })
      return { status: 200, body: '' }
    },

    'mediatopic.post': ({ gid, type, attachment }, { person }) => {
      const group = state.groups.get(String(gid))
      if (!group) return wrong(160)
      if (type !== 'GROUP_THEME' || !isEditor(group, person)) return wrong(10)
      if (!state.approved) return ok(0)
      const read = readAttachment(state, attachment)
      if ('status' in read) return read
      const author = read.onBehalfOfGroup ? `group:${group.uid}` : `user:${person.uid}`
      return ok(state.addTopic(group.uid, read.blocks, { author, commentsOff: read.commentsOff }).id)
    },

    'mediatopic.edit': ({ topic_id, attachment }, { person }) => {
      const topic = ownTopic(topic_id, person)
      if ('status' in topic) return topic
      const read = readAttachment(state, attachment)
      if ('status' in read) return read
      topic.blocks = read.blocks
      return ok({ success: true })
    },

    'mediatopic.deleteTopic': ({ topic_id, delete_id }, { person }) => {
      const topic = ownTopic(topic_id, person)
      if ('status' in topic) return topic
      if (topic.deleteId !== delete_id) return wrong(100, 'PARAM : delete_id')
      state.removeTopic(topic)
      return ok({ success: true, restore_id: `r${topic.id}` })
    },

    'mediatopic.getByIds': ({ topic_ids, media_limit }) => {
      const ids = listed(topic_ids)
      if (ids.length > 1 && !(Number(media_limit) >= 1 && Number(media_limit) <= 3))
        return wrong(100, 'PARAM : media_limit')
      const found = ids.flatMap((id) => state.topic(id) ?? [])
      const blocks = ids.length > 1 ? Number(media_limit) : Number.POSITIVE_INFINITY
      return ok(
        found.length === 0 ? {} : { media_topics: found.map((one) => topicShown(one, blocks)), entities: {} },
      )
    },

    'mediatopic.getTopics': (fields) => {
      const { items, ...more } = page(state.topicsOf(String(fields.gid)), fields, 50)
      return ok({ media_topics: items.map((one) => topicShown(one, 3)), ...more })
    },

    'group.getStatTopics': (fields, { person }) => {
      const group = state.groups.get(String(fields.gid))
      if (!group?.statistics || !isEditor(group, person)) return wrong(50)
      const seen = state
        .topicsOf(group.uid)
        .filter(({ unseen }) => !unseen)
        .toSorted((a, b) => b.at.getTime() - a.at.getTime())
      const { items, ...more } = page(seen, fields, 50)
      return ok({ topics: items.map(({ id, at }) => ({ id, created_ms: at.getTime() })), ...more })
    },

    'group.getStatTopic': ({ topic_id }, { person }) => {
      const topic = state.topic(topic_id)
      const group = topic && state.groups.get(topic.gid)
      if (!topic || topic.unseen) return wrong(300)
      if (!group?.statistics || !isEditor(group, person)) return wrong(50)
      return ok({ topic: { id: topic.id, ...told(topic, { reach: 'reach', link_clicks: 'clicks' }) } })
    },

    'discussions.getDiscussionLikes': (fields) => {
      const topic = state.topic(fields.discussionId)
      if (!topic) return wrong(300)
      const { items, anchor } = page(topic.likes, fields, 100)
      return ok({ users: items.map(userShown), anchor, inconsistent: false })
    },

    'discussions.getComments': (fields) => {
      const topic = state.topic(fields.discussionId)
      if (!topic) return wrong(300)
      if (topic.commentsOff) return wrong(456, 'GROUP_RESTRICTION : comments are disabled')
      const all = state.comments.filter((one) => one.topic === topic.id)
      const { items, ...more } = page(all, fields, 100)
      const users = items.flatMap(({ author }) => state.people.get(author) ?? [])
      return ok({
        discussionId: topic.id,
        discussionType: 'GROUP_TOPIC',
        comments: items.map((one) => ({
          id: one.id,
          author_id: one.author.replace(/^group:/, ''),
          author_name: one.name,
          author_ref: one.author.startsWith('group:') ? one.author : `user:${one.author}`,
          text: one.text,
          date_ms: one.at.getTime(),
          type: 'ACTIVE_MESSAGE',
          ...(one.answers && { reply_to_comment_id: one.answers }),
        })),
        entities: { users: users.map(userShown) },
        ...more,
      })
    },
  }
}

export const needOf = (method: string): string => needs[method] ?? 'VALUABLE_ACCESS'

const userShown = ({ uid, name }: Person) => ({
  uid,
  name,
  url_profile: `https://ok.ru/profile/${uid}`,
  photo_id: '1',
})

const groupShown = (group: Group) => ({
  uid: group.uid,
  name: group.name,
  ...(group.shortname && { shortname: group.shortname }),
  description: group.description,
  homepage_url: group.homepage,
  picAvatar: `https://i.mycdn.me/image?id=${group.uid}`,
  ...(group.members !== null && { members_count: group.members }),
  created_ms: 1_400_000_000_000,
})

/** Numbers as they are called in an answer; what a test took away is left out. */
const told = (topic: Topic, names: Readonly<Record<string, RawMetric>>) =>
  Object.fromEntries(
    Object.entries(names).flatMap(([name, metric]) => {
      const value = topic.numbers[metric]
      return typeof value === 'number' ? [[name, value]] : []
    }),
  )

function topicShown(topic: Topic, blocks: number) {
  const summary = (name: string, metric: RawMetric, key = 'count') => {
    const value = topic.numbers[metric]
    return typeof value === 'number' ? { [name]: { [key]: value } } : {}
  }
  return {
    id: topic.id,
    created_ms: topic.at.getTime(),
    author_ref: topic.author,
    owner_ref: `group:${topic.gid}`,
    is_sticky: topic.sticky,
    is_commenting_denied: topic.commentsOff,
    delete_id: topic.deleteId,
    has_more: topic.blocks.length > blocks,
    media: topic.blocks.slice(0, blocks).map((one) => {
      if (one.type === 'photo')
        return { type: 'photo', photo_refs: one.photos.map(({ id }) => `group_photo:${id}`) }
      if (one.type === 'movie') return { type: 'movie', movie_refs: one.movies.map((id) => `movie:${id}`) }
      if (one.type === 'poll') return { type: 'poll', poll_refs: ['poll:1'] }
      return one
    }),
    ...summary('like_summary', 'likes'),
    ...summary('reshare_summary', 'reposts'),
    ...summary('discussion_summary', 'replies', 'comments_count'),
    ...told(topic, { views_count: 'views' }),
  }
}
