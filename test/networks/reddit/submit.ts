import type { Reply } from '../frame.ts'
import { because, type Call, data, no, wrong } from './say.ts'
import { asPost } from './shapes.ts'
import type { Asset, Community, Kind, Post } from './state.ts'

type Asked = Record<string, unknown>

/** What a request to submit is, whichever way it came. */
type Wish = { kind: Kind; title: string; text: string; url: string; asked: Asked }

const kinds: readonly string[] = ['link', 'self', 'image', 'video', 'videogif', 'crosspost']

/** `POST /api/submit`. */
export function submit(call: Call): Reply {
  const { fields } = call.request
  const kind = String(fields.kind ?? 'link')
  if (!kinds.includes(kind)) return no('INVALID_OPTION', 'that option is not valid', 'kind')
  return take(call, wishOf(kind as Kind, fields))
}

/** `POST /api/submit_gallery_post.json`. */
export const submitGallery = (call: Call): Reply => take(call, wishOf('gallery', call.request.fields))

/** `POST /api/submit_poll_post`. */
export const submitPoll = (call: Call): Reply => take(call, wishOf('poll', call.request.fields))

const wishOf = (kind: Kind, asked: Asked): Wish => ({
  kind,
  title: String(asked.title ?? ''),
  text: String(asked.text ?? ''),
  url: String(asked.url ?? ''),
  asked,
})

function take(call: Call, wish: Wish): Reply {
  const { state, user } = call
  const place = placeOf(call, wish)
  if ('status' in place) return place
  const refused =
    wordsOf(wish) ?? kindOf(place.community, wish) ?? (place.community && checked(place.community, wish))
  if (refused) return refused
  if (state.pauseSeconds > 0)
    return no(
      'RATELIMIT',
      `Looks like you've been doing that a lot. Take a break for ${Math.floor(state.pauseSeconds / 60)} minutes before trying again.`,
      'ratelimit',
      state.tellsSeconds ? { ratelimit: state.pauseSeconds + 0.5 } : {},
    )
  const made = madeOf(call, wish, place)
  if ('status' in made) return made
  if (
    made.kind === 'link' &&
    place.community?.linksOnce &&
    state.posts.some((one) => one.url === made.url && one.community === place.name)
  )
    return no(
      'ALREADY_SUB',
      "This community doesn't allow links to be posted more than once, and this link has already been shared",
      'url',
    )
  const works = made.kind === 'image' || made.kind === 'video'
  const lost = works && state.losesFiles
  const ms = made.kind === 'video' ? state.worksMs.video : state.worksMs.image
  const post = state.addPost({
    ...made,
    owner: user.id,
    community: place.name,
    title: wish.title,
    text: wish.text,
    nsfw: String(wish.asked.nsfw) === 'true',
    spoiler: String(wish.asked.spoiler) === 'true',
    replies: String(wish.asked.sendreplies) !== 'false',
    ...(works && { shownAt: lost ? Number.POSITIVE_INFINITY : state.at().getTime() + ms }),
  })
  if (works)
    return data({
      user_submitted_page: `https://www.reddit.com/user/${user.name}/submitted/`,
      websocket_url: `wss://k8s-lb.wss.redditmedia.com/${post.assets[0]}`,
    })
  const { permalink } = asPost(post, state).body as { permalink: string }
  const url = `https://www.reddit.com${permalink}`
  if (wish.kind === 'gallery' || wish.kind === 'poll') return data({ url, id: `t3_${post.id}` })
  return data({ url, drafts_count: 0, id: post.id, name: `t3_${post.id}` })
}

type Place = { name: string; community: Community | null }

function placeOf({ state, user }: Call, { asked }: Wish): Place | Reply {
  const sr = String(asked.sr ?? '').replace(/^\/?r\//, '')
  if (sr === '')
    return no(
      'BAD_SR_NAME',
      "This community name isn't recognizable. Check the spelling and try again.",
      'sr',
    )
  const closed = no('SUBREDDIT_NOTALLOWED', 'This community only allows trusted members to post here', 'sr')
  if (sr.startsWith('u_')) {
    const owner = state.userNamed(sr.slice(2))
    if (!owner)
      return no('SUBREDDIT_NOEXIST', "Hmm, that community doesn't exist. Try checking the spelling.", 'sr')
    return owner.id === user.id ? { name: `u_${user.name}`, community: null } : closed
  }
  const community = state.communities.get(sr.toLowerCase())
  if (!community)
    return no('SUBREDDIT_NOEXIST', "Hmm, that community doesn't exist. Try checking the spelling.", 'sr')
  const trusted = community.approved.has(user.id) || community.moderators.has(user.id)
  if (community.type === 'private' && !trusted) return wrong(403, 'Forbidden', { reason: 'private' })
  if (
    community.banned.has(user.id) ||
    community.type === 'archived' ||
    (community.type === 'restricted' && !trusted)
  )
    return closed
  return { name: community.name, community }
}

function wordsOf({ title, text, kind, asked }: Wish): Reply | null {
  if (title.trim() === '')
    return kind === 'gallery' || kind === 'poll'
      ? no('placeholder', 'This field cannot be empty.', 'post_metadata.title')
      : no('NO_TEXT', 'we need something here', 'title')
  if ([...title].length > 300) return no('TOO_LONG', 'This field must be under 300 characters', 'title')
  if (text.length > 40_000) return no('TOO_LONG', 'This field must be under 40000 characters', 'text')
  if (asked.text !== undefined && asked.richtext_json !== undefined)
    return no('INVALID_SELFPOST', 'This request to self-post is invalid', 'text')
  return null
}

const refusals: Record<Kind, [string, string]> = {
  self: ['NO_SELFS', "This community doesn't allow text posts"],
  link: ['NO_LINKS', "This community doesn't allow links"],
  image: ['NO_IMAGES', "This community doesn't allow images"],
  video: ['NO_VIDEOS', "This community doesn't allow videos"],
  gallery: ['GALLERIES_DISABLED', "Gallery posts aren't allowed in this subreddit"],
  poll: ['NO_POLLS', "This community doesn't allow polls"],
  crosspost: ['NO_CROSSPOSTS', "This community doesn't allow crossposts"],
}

function kindOf(community: Community | null, { kind }: Wish): Reply | null {
  if (!community || community.takes[kind]) return null
  const [code, words] = refusals[kind]
  return no(code, words, 'sr')
}

/** What moderators have set, checked where the request asks for it. */
function checked(community: Community, { asked, title, text, kind, url }: Wish): Reply | null {
  if (String(asked.validate_on_submit) !== 'true') return null
  const wants = community.requirements
  const bad = (what: string, words: string, field: string) =>
    because(400, `SUBMIT_VALIDATION_${what}`, words, [field])
  const has = (list: unknown, where: string) =>
    (Array.isArray(list) ? list : []).find((one) => where.toLowerCase().includes(String(one).toLowerCase()))
  if (wants.is_flair_required === true && !asked.flair_id)
    return bad('FLAIR_REQUIRED', 'Your post must contain post flair.', 'flair')
  if (typeof wants.title_text_min_length === 'number' && title.length < wants.title_text_min_length)
    return bad(
      'TITLE_MIN_LENGTH',
      `Title must be at least ${wants.title_text_min_length} characters`,
      'title',
    )
  const forbidden = has(wants.title_blacklisted_strings, title)
  if (forbidden)
    return bad('TITLE_BLACKLISTED_STRING', `You may not have "${forbidden}" in your title. `, 'title')
  if (typeof wants.secret_regex === 'string' && !new RegExp(wants.secret_regex).test(title))
    return bad('TITLE_REGEX', 'Your title must match the pattern of this community', 'title')
  if (kind === 'self' && wants.body_restriction_policy === 'required' && text.trim() === '')
    return bad('BODY_REQUIRED', 'This community requires body text', 'body')
  if (kind === 'self' && wants.body_restriction_policy === 'notAllowed' && text.trim() !== '')
    return bad('BODY_NOT_ALLOWED', 'This community does not allow body text', 'body')
  const host = URL.parse(url)?.host ?? ''
  if (kind === 'link' && has(wants.domain_blacklist, host))
    return bad('LINK_BLACKLISTED_DOMAIN', `Links from ${host} are not allowed`, 'url')
  return null
}

type Made = Pick<Post, 'kind'> & Partial<Post>

function madeOf({ state }: Call, { kind, url, asked }: Wish, { community }: Place): Made | Reply {
  const flair = asked.flair_id ? community?.flairs.find(({ id }) => id === asked.flair_id) : null
  // Reddit itself breaks over a flair that it does not know.
  if (flair === undefined) return wrong(500, 'Internal Server Error')
  const flaired = flair && {
    flair: { id: flair.id, text: flair.editable && asked.flair_text ? String(asked.flair_text) : flair.text },
  }
  const uploaded = (id: string): Asset | undefined => {
    const asset = state.assets.get(id)
    return asset?.bytes ? asset : undefined
  }
  const at = (address: string) => {
    const asset = uploaded(address.split('/').at(-1) ?? '')
    return asset && address === `${asset.bucket}/${asset.id}` ? asset : undefined
  }
  if (kind === 'link')
    return URL.canParse(url) && /^https?:/.test(url)
      ? { kind, url, ...flaired }
      : no('NO_URL', 'a url is required', 'url')
  if (kind === 'image') {
    const asset = at(url)
    return asset?.mime.startsWith('image/')
      ? { kind, assets: [asset.id], ...flaired }
      : no('BAD_URL', 'you should check that url', 'url')
  }
  if (kind === 'video') {
    const [film, poster] = [at(url), at(String(asked.video_poster_url ?? ''))]
    return film?.mime.startsWith('video/') && poster?.mime.startsWith('image/')
      ? { kind, assets: [film.id], ...flaired }
      : no('MISSING_VIDEO_URLS', 'This community requires a video link and a post link', 'url')
  }
  if (kind === 'gallery') {
    const items = Array.isArray(asked.items) ? asked.items.map(({ media_id }) => String(media_id)) : []
    if (items.length < 2) return no('placeholder', 'List is too short.', 'items')
    if (items.length > 20 || items.some((id) => !uploaded(id)))
      return no('placeholder', 'Invalid media.', 'items')
    if (new Set(items).size < items.length) return wrong(500, 'Internal Server Error')
    return { kind, assets: items, ...flaired }
  }
  if (kind === 'poll') {
    const options = Array.isArray(asked.options) ? asked.options.map(String) : []
    if (options.length < 2) return no('TOO_FEW_OPTIONS', 'you need at least 2 poll options', 'options')
    if (options.length > 6) return no('TOO_MANY_OPTIONS', 'too many poll options', 'options')
    if (typeof asked.duration !== 'number') return no('placeholder', 'Missing value', 'duration')
    return { kind, poll: { options, days: Math.min(7, Math.max(1, asked.duration)) }, ...flaired }
  }
  if (kind === 'crosspost') {
    const parent = state.posts.find(({ id, deleted }) => `t3_${id}` === asked.crosspost_fullname && !deleted)
    return parent
      ? { kind, crosspostOf: `t3_${parent.id}`, ...flaired }
      : no(
          'INVALID_CROSSPOST_THING',
          "Your crosspost includes a link that isn't working. Double-check it and try again.",
          'crosspost_thing',
        )
  }
  return { kind, ...flaired }
}
