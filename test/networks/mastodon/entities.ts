import { marked, rendered } from './render.ts'
import type { FakeAccount, FakeMedia, FakeStatus, MastodonState } from './state.ts'

type Entity = Record<string, unknown>

/** The fake's answers. A bare server says less; `leftOut` names what a test wants left out. */
export function createEntities(state: MastodonState, server: () => string) {
  const host = () => new URL(server()).host
  const picture = () => `${server()}/avatar.png`

  function account(own: FakeAccount): Entity {
    const { numbers, username, suspended, moved } = own
    const posts = state.statusesOf(own.id).length
    return without({
      id: own.id,
      username,
      acct: username,
      display_name: `The ${username}`,
      locked: false,
      bot: false,
      created_at: '2020-01-01T00:00:00.000Z',
      note: '<p>We ring.</p>',
      url: `${server()}/@${username}`,
      avatar: picture(),
      avatar_static: picture(),
      header: picture(),
      header_static: picture(),
      followers_count: told(numbers.followers, 0),
      following_count: told(numbers.following, 0),
      statuses_count: told(numbers.posts, posts),
      emojis: [],
      fields: [],
      ...(suspended && { suspended }),
      ...(moved && { moved: account(moved) }),
      ...(state.flavour !== 'bare' && {
        uri: `${server()}/users/${username}`,
        group: false,
        indexable: true,
        discoverable: true,
        last_status_at: null,
      }),
      ...own.profile,
    })
  }

  function ownAccount(own: FakeAccount): Entity {
    if (state.flavour === 'bare') return account(own)
    const source = {
      privacy: 'public',
      sensitive: false,
      language: 'en',
      note: 'We ring.',
      fields: [],
      follow_requests_count: 0,
      indexable: true,
      quote_policy: 'public',
    }
    const role = { id: '-99', name: '', color: '', highlighted: false, permissions: '0' }
    return { ...account(own), source, role }
  }

  function status(post: FakeStatus): Entity {
    const owner = state.accounts.get(post.accountId)
    const { numbers } = post
    const replies = [...state.statuses.values()].filter(({ replyTo }) => replyTo === post.id).length
    return without({
      id: post.id,
      created_at: post.createdAt.toISOString(),
      in_reply_to_id: post.replyTo,
      in_reply_to_account_id: state.statuses.get(post.replyTo ?? '')?.accountId ?? null,
      sensitive: post.sensitive,
      spoiler_text: post.spoiler,
      visibility: post.visibility,
      language: post.language,
      url: `${server()}/@${owner?.username}/${post.id}`,
      uri: `${server()}/users/${owner?.username}/statuses/${post.id}`,
      replies_count: told(numbers.replies, replies),
      reblogs_count: told(numbers.reposts, 0),
      favourites_count: told(numbers.likes, 0),
      ...(state.flavour === 'mastodon' && { quotes_count: told(numbers.quotes, 0) }),
      content:
        quoteLine(post) +
        (post.rendering ?? (state.flavour === 'bare' ? marked : rendered)(post.text, server())),
      reblog: null,
      application: { name: 'Carillon', website: null },
      account: owner && account(owner),
      media_attachments: post.media.map(media),
      mentions: [],
      tags: [],
      emojis: [],
      card: null,
      poll: post.poll && poll(post),
      ...(state.flavour !== 'bare' && { edited_at: post.editedAt?.toISOString() ?? null, favourited: false }),
    })
  }

  /** For readers whose servers do not know quotes. */
  function quoteLine({ quote }: FakeStatus): string {
    const quoted = state.statuses.get(quote ?? '')
    const owner = state.accounts.get(quoted?.accountId ?? '')
    const url = `${server()}/@${owner?.username}/${quoted?.id}`
    return quoted ? `<p class="quote-inline">RE: <a href="${url}">${url}</a></p>` : ''
  }

  function poll(post: FakeStatus): Entity {
    return {
      id: post.id,
      expires_at: post.poll?.endsAt.toISOString(),
      expired: (post.poll?.endsAt ?? state.time()) < state.time(),
      multiple: post.poll?.multiple ?? false,
      votes_count: 0,
      voters_count: 0,
      options: post.poll?.options.map((title) => ({ title, votes_count: 0 })),
      emojis: [],
    }
  }

  function media(one: FakeMedia): Entity {
    const url = one.looksLeft > 0 ? null : `${server()}/media/${one.id}`
    return {
      id: one.id,
      type: one.mime.split('/')[0],
      url,
      preview_url: url,
      remote_url: null,
      description: one.description || null,
      blurhash: null,
      meta: {},
    }
  }

  /** Says a number, leaves it out, or says what the server itself counts. */
  const told = (number: number | null | undefined, counted: number) =>
    number === null ? leftOut : (number ?? counted)

  function without(entity: Entity): Entity {
    const named = Object.entries(entity).filter(([name, value]) => {
      if (value === leftOut) state.leftOut.add(name)
      return value !== leftOut
    })
    return Object.fromEntries(named)
  }

  return { host, account, ownAccount, status, media }
}

const leftOut = Symbol('left out')

export const configuration = {
  accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
  statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
  media_attachments: {
    supported_mime_types: [
      'image/jpeg',
      'image/png',
      'image/gif',
      'image/webp',
      'video/mp4',
      'video/webm',
      'audio/ogg',
    ],
    description_limit: 1500,
    image_size_limit: 16_777_216,
    image_matrix_limit: 33_177_600,
    video_size_limit: 103_809_024,
    video_frame_rate_limit: 120,
    video_matrix_limit: 8_294_400,
  },
  polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
}
