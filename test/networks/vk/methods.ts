import { shownBy } from './shown.ts'
import type { Attachment, Group, Key, Person, Post, VkState } from './state.ts'

export type Fields = Record<string, string>
export type Said = { response: unknown } | { error: { error_code: number; error_msg: string } }
type Method = (fields: Fields, key: Key) => Said

const said = (response: unknown): Said => ({ response })
export const wrong = (error_code: number, error_msg: string): Said => ({ error: { error_code, error_msg } })
const invalid = (words: string) =>
  wrong(100, `One of the parameters specified was missing or invalid: ${words}`)
const denied = wrong(15, 'Access denied')

const yes = (value: string | undefined): boolean => value === '1'
const listed = (value: string | undefined): string[] => (value ? value.split(',') : [])

const mostText = 16_000
const perDay = 50
const adsPerDay = 5
const day = 86_400_000
const rights = { photos: 1 << 2, video: 1 << 4, stories: 1 << 6, wall: 1 << 13, stats: 1 << 20 } as const

/** What VK answers to the key of a community; all else is error 27. */
const openToGroups = new Set([
  'users.get',
  'groups.getById',
  'groups.getTokenPermissions',
  'utils.resolveScreenName',
  'wall.post',
  'wall.edit',
  'wall.delete',
  'wall.createComment',
  'wall.closeComments',
])

/** The methods that an adapter calls, by VK's own rules; lengths are counted here, not by the kit. */
export function createMethods(state: VkState, uploadsAt: () => string) {
  const shown = shownBy(state)
  const viewerOf = (key: Key): Person | null => (key.by === 'person' ? key.person : null)

  /** The community on whose wall something is asked, where the key may write. */
  function writable(owner: string | undefined, key: Key): Group | null {
    const group = state.groups.get(-Number(owner))
    if (!group || group.deactivated) return null
    if (key.by === 'community') return key.group === group && key.rights.includes('wall') ? group : null
    const level = group.managers.get(key.person.id) ?? 0
    return level >= 2 && key.rights & rights.wall ? group : null
  }

  const may = (key: Key, right: keyof typeof rights): boolean =>
    key.by === 'person' && (key.rights & rights[right]) !== 0

  function attachmentsIn(fields: Fields): Attachment[] | Said {
    const attachments: Attachment[] = []
    for (const name of listed(fields.attachments)) {
      if (/^https?:\/\//.test(name)) {
        const photo = fields.link_photo_id ? `photo${fields.link_photo_id}` : null
        if (photo && !state.files.has(photo)) return invalid('link_photo_id')
        attachments.push({ type: 'link', url: name, title: fields.link_title ?? '', photo })
        continue
      }
      const file = state.files.get(name)
      if (!file) return invalid('attachments')
      attachments.push(file)
    }
    return attachments
  }

  /** What a post may hold, as wall.post and wall.edit say. */
  function checked(fields: Fields): Attachment[] | Said {
    const text = fields.message ?? ''
    const attachments = attachmentsIn(fields)
    if (!Array.isArray(attachments)) return attachments
    const of = (...types: Attachment['type'][]) =>
      attachments.filter(({ type }) => types.includes(type)).length
    if (text === '' && of('photo', 'video', 'link') === 0) return invalid('message is empty')
    if (text.length > mostText) return invalid('message is too long')
    if (of('photo', 'video') > 10) return invalid('attachments: too many')
    if (of('poll') > 1 || of('link') > 1) return invalid('attachments: only one')
    return attachments
  }

  const today = (owner: number) =>
    state.postsOf(owner).filter(({ at }) => state.at().getTime() - at.getTime() < day)

  function wallPost(fields: Fields, key: Key): Said {
    const group = writable(fields.owner_id, key)
    if (!group) return wrong(214, 'Access to adding post denied')
    const known = state.made(fields.guid)
    if (known !== null) return said({ post_id: known })
    const attachments = checked(fields)
    if (!Array.isArray(attachments)) return attachments
    const ads = yes(fields.mark_as_ads)
    const posts = today(-group.id)
    if (posts.length >= perDay)
      return wrong(214, 'Access to adding post denied: you can only add 50 posts per day')
    if (ads && posts.filter((post) => post.ads).length >= adsPerDay) return wrong(224, 'Too many ads posts')
    const post = state.addPost(-group.id, fields.message ?? '', {
      from: yes(fields.from_group) || key.by === 'community' ? -group.id : key.person.id,
      attachments,
      ads,
      signer: yes(fields.signed) && key.by === 'person' ? key.person.id : null,
      commentsClosed: yes(fields.close_comments),
      muted: yes(fields.mute_notifications),
      source: fields.copyright ?? '',
      place: fields.lat === undefined ? '' : `${fields.lat} ${fields.long}`,
      layout: fields.primary_attachments_mode ?? '',
    })
    state.keep(fields.guid, post.id)
    return said({ post_id: post.id })
  }

  function storyServer(fields: Fields, key: Key, type: 'photo' | 'video'): Said {
    const group = writable(`-${fields.group_id}`, key)
    if (!group?.stories || !may(key, 'stories')) return denied
    const link = fields.link_url ?? ''
    if (link !== '' && !/^https:\/\/(m\.)?vk\.(com|ru)\//.test(link)) return invalid('link_url')
    const hash = `s${state.id()}`
    state.untold.set(hash, { owner: -group.id, link, type: null })
    return said({ upload_url: `${uploadsAt()}/upload/story-${type}?hash=${hash}`, user_ids: [] })
  }

  function onPost(fields: Fields, key: Key, missing: Said, work: (post: Post) => Said): Said {
    const post = state.post(Number(fields.owner_id), Number(fields.post_id))
    if (!post) return missing
    return writable(fields.owner_id, key) ? work(post) : denied
  }

  const groupsBy = (fields: Fields, key: Key): Group[] => {
    const names = fields.group_id ? [fields.group_id] : listed(fields.group_ids)
    if (names.length === 0) return key.by === 'community' ? [key.group] : []
    return names.flatMap((name) => state.groupBy(name) ?? [])
  }

  const methods: Record<string, Method> = {
    'users.get': (_, key) => said(key.by === 'person' ? [shown.person(key.person)] : []),

    'account.getAppPermissions': (_, key) => said(key.by === 'person' ? key.rights : 0),

    'groups.getTokenPermissions': (_, key) =>
      key.by === 'person'
        ? wrong(28, 'Application authorization failed')
        : said({ mask: 0, permissions: key.rights.map((name) => ({ name, setting: 1 })) }),

    'groups.getById': (fields, key) => {
      const groups = groupsBy(fields, key)
      if (groups.length === 0) return invalid('group_ids is undefined')
      const asked = listed(fields.fields)
      return said({ groups: groups.map((group) => shown.group(group, viewerOf(key), asked)), profiles: [] })
    },

    'groups.get': (fields, key) => {
      const viewer = viewerOf(key)
      const own = [...state.groups.values()].filter(
        ({ managers }) => viewer && (managers.get(viewer.id) ?? 0) >= 2,
      )
      return said({
        count: own.length,
        items: own.map((group) => shown.group(group, viewer, listed(fields.fields))),
      })
    },

    'groups.search': (fields, key) => {
      const words = (fields.q ?? '').toLowerCase()
      const found = [...state.groups.values()].filter(({ name, screenName }) =>
        `${name} ${screenName}`.toLowerCase().includes(words),
      )
      const items = found.slice(0, Number(fields.count ?? 20))
      return said({ count: found.length, items: items.map((group) => shown.group(group, viewerOf(key))) })
    },

    'utils.resolveScreenName': (fields) => {
      const group = state.groupBy(fields.screen_name)
      const person = [...state.people.values()].find(({ screenName }) => screenName === fields.screen_name)
      if (group) return said({ type: 'page', object_id: group.id, group_id: group.id })
      return person ? said({ type: 'user', object_id: person.id }) : wrong(104, 'Not found')
    },

    'wall.post': wallPost,

    'wall.edit': (fields, key) =>
      onPost(fields, key, denied, (post) => {
        const attachments = checked(fields)
        if (!Array.isArray(attachments)) return attachments
        Object.assign(post, {
          text: fields.message ?? '',
          attachments,
          ads: yes(fields.mark_as_ads),
          commentsClosed: yes(fields.close_comments),
        })
        return said({ post_id: post.id })
      }),

    'wall.delete': (fields, key) =>
      onPost(fields, key, wrong(104, 'Not found'), (post) => {
        state.removePost(post)
        return said(1)
      }),

    'wall.get': (fields) => {
      const owner = Number(fields.owner_id)
      const pinned = state.groups.get(-owner)?.fixedPost
      const own = state
        .postsOf(owner)
        .filter(({ from }) => from === owner)
        .reverse()
      const sorted = [...own.filter(({ id }) => id === pinned), ...own.filter(({ id }) => id !== pinned)]
      const from = Number(fields.offset ?? 0)
      const items = sorted.slice(from, from + Number(fields.count ?? 20))
      return said({ count: own.length, items: items.map((post) => shown.post(post, post.id === pinned)) })
    },

    'wall.getById': (fields) => {
      const asked = listed(fields.posts).map((name) => name.split('_').map(Number))
      const found = asked.flatMap(([owner = 0, id = 0]) => state.post(owner, id) ?? [])
      return said({ items: found.map((post) => shown.post(post, false)) })
    },

    'wall.createComment': (fields, key) => {
      const post = state.post(Number(fields.owner_id), Number(fields.post_id))
      if (!post || post.commentsClosed) return wrong(213, 'Access to status replies denied')
      if (!writable(fields.owner_id, key)) return denied
      const known = state.made(fields.guid)
      if (known !== null) return said({ comment_id: known, parents_stack: [] })
      if (!fields.message) return invalid('message is empty')
      const from = fields.from_group
        ? -Number(fields.from_group)
        : key.by === 'person'
          ? key.person.id
          : post.owner
      const comment = state.addComment({
        owner: post.owner,
        post: post.id,
        from,
        text: fields.message,
        beneath: null,
      })
      state.keep(fields.guid, comment.id)
      return said({ comment_id: comment.id, parents_stack: [] })
    },

    'wall.editComment': (fields) => {
      const comment = state.comments.find(({ id }) => id === Number(fields.comment_id))
      if (!comment) return denied
      comment.text = fields.message ?? ''
      return said(1)
    },

    'wall.deleteComment': (fields) => {
      const at = state.comments.findIndex(({ id }) => id === Number(fields.comment_id))
      if (at < 0) return wrong(104, 'Not found')
      state.comments.splice(at, 1)
      return said(1)
    },

    'wall.pin': (fields, key) =>
      onPost(fields, key, denied, (post) => {
        const group = state.groups.get(-post.owner)
        if (group) group.fixedPost = post.id
        return said(1)
      }),

    'wall.unpin': (fields, key) =>
      onPost(fields, key, denied, (post) => {
        const group = state.groups.get(-post.owner)
        if (group?.fixedPost === post.id) group.fixedPost = 0
        return said(1)
      }),

    'stories.getPhotoUploadServer': (fields, key) => storyServer(fields, key, 'photo'),
    'stories.getVideoUploadServer': (fields, key) => storyServer(fields, key, 'video'),

    'stories.save': (fields) => {
      const told = listed(fields.upload_results).flatMap((name) => {
        const file = state.untold.get(name)
        state.untold.delete(name)
        return file?.type ? [state.addStory(file.owner, file.type, file.link)] : []
      })
      return told.length === 0
        ? invalid('upload_results')
        : said({ count: told.length, items: told.map(shown.story) })
    },

    'stories.get': (fields) => {
      const own = state.stories.filter(({ owner, gone }) => owner === Number(fields.owner_id) && !gone)
      const item = { type: 'stories', owner_id: Number(fields.owner_id), stories: own.map(shown.story) }
      return said({ count: own.length > 0 ? 1 : 0, items: own.length > 0 ? [item] : [] })
    },

    'stories.delete': (fields) => {
      const story = state.stories.find(({ id, gone }) => id === Number(fields.story_id) && !gone)
      if (!story) return invalid('story_id')
      story.gone = true
      return said(1)
    },

    'stories.getStats': (fields) => {
      const story = state.stories.find(({ id, gone }) => id === Number(fields.story_id) && !gone)
      if (!story) return invalid('story_id')
      const { views, likes, replies, reposts, clicks } = story.numbers
      const stat = (count: number | null | undefined) =>
        typeof count === 'number' ? { state: 'on', count } : { state: 'off' }
      return said({
        views: stat(views),
        likes: stat(likes),
        replies: stat(replies),
        shares: stat(reposts),
        open_link: stat(clicks),
        answer: stat(null),
        bans: stat(null),
        subscribers: stat(null),
      })
    },

    'wall.closeComments': (fields, key) =>
      onPost(fields, key, denied, (post) => {
        post.commentsClosed = true
        return said(1)
      }),

    'wall.getComments': (fields) => {
      const [owner, id] = [Number(fields.owner_id), Number(fields.post_id)]
      if (!state.post(owner, id)) return wrong(15, 'Access denied')
      const all = state.comments.filter((one) => one.owner === owner && one.post === id)
      const direct = all.filter(({ beneath }) => beneath === null)
      const from = Number(fields.offset ?? 0)
      const items = direct.slice(from, from + Number(fields.count ?? 10))
      const writers = new Set(items.map((one) => one.from))
      return said({
        count: all.length,
        items: items.map(shown.comment),
        ...(yes(fields.extended) && {
          profiles: [...state.people.values()].filter((one) => writers.has(one.id)).map(shown.person),
          groups: [...state.groups.values()]
            .filter((one) => writers.has(-one.id))
            .map((g) => shown.group(g, null)),
        }),
      })
    },

    'likes.getList': (fields) => {
      const post = state.post(Number(fields.owner_id), Number(fields.item_id))
      if (!post) return invalid('item_id')
      const all = fields.filter === 'copies' ? post.copies : post.likes
      const from = Number(fields.offset ?? 0)
      const items = all.slice(from, from + Number(fields.count ?? 100))
      return said({
        count: all.length,
        items: items.map((one) =>
          'members' in one ? shown.group(one, null) : { ...shown.person(one), type: 'profile' },
        ),
      })
    },

    'stats.getPostReach': (fields, key) => {
      const group = state.groups.get(-Number(fields.owner_id))
      if (!group || !may(key, 'stats')) return wrong(7, 'Permission to perform this action is denied')
      return said(
        listed(fields.post_ids).flatMap((id) => {
          const post = state.post(-group.id, Number(id))
          if (!post) return []
          const { reach, clicks } = post.numbers
          return [
            {
              post_id: post.id,
              ...(typeof reach === 'number' && { reach_total: reach }),
              ...(typeof clicks === 'number' && { links: clicks }),
            },
          ]
        }),
      )
    },

    'photos.getWallUploadServer': (fields, key) => {
      if (!may(key, 'photos')) return denied
      const upload_url = `${uploadsAt()}/upload/photo?hash=h${state.id()}`
      return said({ album_id: -14, upload_url, user_id: 1, group_id: Number(fields.group_id) })
    },

    'photos.saveWallPhoto': (fields, key) => {
      const waiting = state.uploads.get(fields.hash ?? '')
      if (!waiting?.mime || key.by === 'community') return wrong(121, 'Invalid hash')
      state.uploads.delete(fields.hash ?? '')
      const file = {
        type: 'photo' as const,
        owner: key.person.id,
        id: state.id(),
        caption: fields.caption ?? '',
        mime: waiting.mime,
      }
      state.files.set(`photo${file.owner}_${file.id}`, file)
      return said([
        { id: file.id, owner_id: file.owner, album_id: -14, date: 1, has_tags: false, text: file.caption },
      ])
    },

    'video.save': (fields, key) => {
      if (!may(key, 'video')) return wrong(204, 'Access denied')
      const owner = -Number(fields.group_id)
      const id = state.id()
      const hash = `v${id}`
      state.films.set(hash, { name: `video${owner}_${id}`, size: null })
      state.files.set(`video${owner}_${id}`, { type: 'video', owner, id, title: fields.name ?? 'Untitled' })
      return said({
        upload_url: `${uploadsAt()}/upload/video?hash=${hash}`,
        video_id: id,
        owner_id: owner,
        title: fields.name ?? 'Untitled',
        description: fields.description ?? '',
      })
    },

    'polls.create': (fields) => {
      const options: unknown = JSON.parse(fields.add_answers ?? '[]')
      const texts = Array.isArray(options) ? options.map(String) : []
      if (texts.length < 1 || texts.length > 10) return invalid('add_answers')
      if (texts.some((text) => text === '' || text.length > 100)) return invalid('add_answers')
      if (Number(fields.end_date) * 1000 <= state.now().getTime()) return invalid('end_date')
      const poll = {
        type: 'poll' as const,
        owner: Number(fields.owner_id),
        id: state.id(),
        question: fields.question ?? '',
        options: texts,
        multiple: yes(fields.is_multiple),
        anonymous: yes(fields.is_anonymous),
        ends: Number(fields.end_date),
      }
      state.files.set(`poll${poll.owner}_${poll.id}`, poll)
      return said(shown.poll(poll))
    },
  }

  return (name: string, fields: Fields, key: Key): Said => {
    const method = methods[name]
    if (!method) return wrong(3, 'Unknown method passed')
    if (key.by === 'community' && !openToGroups.has(name))
      return wrong(27, 'Group authorization failed: method is unavailable with group auth.')
    return method(fields, key)
  }
}
