import type { RawMetric } from '../../../src/networks/kit/manifest.ts'
import type { Attachment, Comment, Group, Person, Post, Story, VkState } from './state.ts'

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

/** Things as VK answers them, in the shapes of its published description. */
export function shownBy(state: VkState) {
  const counted = (name: string, value: number | null | undefined, more: object = {}) =>
    value === null || value === undefined ? {} : { [name]: { count: value, ...more } }

  const attachment = (one: Attachment) => {
    if (one.type === 'link')
      return { type: 'link', link: { url: one.url, title: one.title, is_favorite: false } }
    if (one.type === 'photo')
      return {
        type: 'photo',
        photo: {
          id: one.id,
          owner_id: one.owner,
          album_id: -14,
          date: seconds(state.now()),
          has_tags: false,
          text: one.caption,
        },
      }
    if (one.type === 'video')
      return { type: 'video', video: { id: one.id, owner_id: one.owner, title: one.title } }
    return { type: 'poll', poll: poll(one) }
  }

  const poll = (one: Attachment & { type: 'poll' }) => ({
    id: one.id,
    owner_id: one.owner,
    question: one.question,
    multiple: one.multiple,
    anonymous: one.anonymous,
    end_date: one.ends,
    closed: false,
    is_board: false,
    can_edit: true,
    can_vote: true,
    can_report: false,
    can_share: true,
    created: seconds(state.now()),
    votes: 0,
    disable_unvote: false,
    answers: one.options.map((text, n) => ({ id: n + 1, rate: 0, text, votes: 0 })),
  })

  return {
    poll,

    person: ({ id, firstName, lastName, screenName }: Person) => ({
      id,
      first_name: firstName,
      last_name: lastName,
      screen_name: screenName,
      has_photo: 1,
      can_access_closed: true,
      is_closed: false,
    }),

    group: (group: Group, viewer: Person | null, fields: readonly string[] = []) => {
      const level = viewer ? group.managers.get(viewer.id) : undefined
      const more: Record<string, unknown> = {
        description: group.description,
        site: group.site,
        ...(group.members !== null && { members_count: group.members }),
        fixed_post: group.fixedPost,
        has_photo: 1,
        links: [],
        cover: { enabled: 0 },
      }
      return {
        id: group.id,
        name: group.name,
        screen_name: group.screenName,
        is_closed: 0,
        type: 'page',
        ...(viewer && {
          is_admin: level ? 1 : 0,
          is_member: level ? 1 : 0,
          ...(level && { admin_level: level }),
        }),
        photo_50: 'https://sun1-1.userapi.com/50.jpg',
        photo_100: 'https://sun1-1.userapi.com/100.jpg',
        photo_200: 'https://sun1-1.userapi.com/200.jpg',
        ...(group.deactivated && { deactivated: group.deactivated }),
        ...Object.fromEntries(fields.flatMap((name) => (name in more ? [[name, more[name]]] : []))),
      }
    },

    post: (post: Post, pinned: boolean) => {
      const number = (metric: RawMetric) => post.numbers[metric]
      return {
        inner_type: 'wall_wallpost',
        type: 'post',
        id: post.id,
        owner_id: post.owner,
        from_id: post.from,
        date: seconds(post.at),
        post_type: 'post',
        text: post.text,
        marked_as_ads: post.ads ? 1 : 0,
        ...(pinned && { is_pinned: 1 }),
        ...(post.signer && { signer_id: post.signer }),
        attachments: post.attachments.map(attachment),
        ...(post.shared !== null && {
          copy_history: [
            { inner_type: 'wall_wallpost', id: 1, owner_id: 1, from_id: 1, date: 1, text: post.shared },
          ],
        }),
        ...counted('views', number('views')),
        ...counted('likes', number('likes'), { can_like: 1, user_likes: 0 }),
        ...counted('reposts', number('reposts')),
        ...counted('comments', number('replies'), { can_post: post.commentsClosed ? 0 : 1 }),
      }
    },

    story: ({ id, owner, type, link, at }: Story) => ({
      id,
      owner_id: owner,
      type,
      date: seconds(at),
      expires_at: seconds(at) + 86_400,
      ...(link !== '' && { link: { text: 'learn_more', url: link } }),
    }),

    comment: ({ id, from, text, at, post, owner }: Comment) => ({
      id,
      from_id: from,
      date: seconds(at),
      text,
      post_id: post,
      owner_id: owner,
      parents_stack: [],
    }),
  }
}
