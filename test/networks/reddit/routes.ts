import type { Reply, Request } from '../frame.ts'
import { lease } from './files.ts'
import { because, type Call, data, listed, listing, no, ok, wrong } from './say.ts'
import { asComment, asCommunity, asMe, asPost } from './shapes.ts'
import type { Post, RedditState } from './state.ts'
import { submit, submitGallery, submitPoll } from './submit.ts'

type Route = { method: string; path: RegExp; scope: string; say(call: Call): Reply }

const routes: readonly Route[] = [
  { method: 'GET', path: /^\/api\/v1\/me$/, scope: 'identity', say: me },
  { method: 'GET', path: /^\/subreddits\/mine\/(moderator|subscriber)$/, scope: 'mysubreddits', say: mine },
  { method: 'GET', path: /^\/api\/v1\/([^/]+)\/post_requirements$/, scope: 'submit', say: requirements },
  { method: 'GET', path: /^\/r\/([^/]+)\/api\/link_flair_v2$/, scope: 'flair', say: flairs },
  { method: 'POST', path: /^\/api\/media\/asset\.json$/, scope: 'submit', say: lease },
  { method: 'POST', path: /^\/api\/submit$/, scope: 'submit', say: submit },
  { method: 'POST', path: /^\/api\/submit_gallery_post\.json$/, scope: 'submit', say: submitGallery },
  { method: 'POST', path: /^\/api\/submit_poll_post$/, scope: 'submit', say: submitPoll },
  { method: 'POST', path: /^\/api\/comment$/, scope: 'submit', say: comment },
  { method: 'POST', path: /^\/api\/editusertext$/, scope: 'edit', say: editText },
  { method: 'POST', path: /^\/api\/del$/, scope: 'edit', say: del },
  { method: 'GET', path: /^\/api\/info$/, scope: 'read', say: info },
  { method: 'GET', path: /^\/user\/([^/]+)\/submitted$/, scope: 'history', say: submitted },
  { method: 'GET', path: /^\/comments\/([^/]+)$/, scope: 'read', say: thread },
]

/** What the interface answers to who shows an access token. */
export function answer(state: RedditState, request: Request): Reply {
  const route = routes.find((one) => one.method === request.method && one.path.test(request.path))
  if (!route) return wrong(404, 'Not Found')
  const access = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const known = state.userBy(access)
  if (!known) return wrong(401, 'Unauthorized')
  if (!known.scopes.includes(route.scope))
    return {
      ...wrong(403, 'Forbidden'),
      headers: { 'www-authenticate': 'Bearer realm="reddit", error="insufficient_scope"' },
    }
  const ids = (route.path.exec(request.path)?.slice(1) ?? []).map(decodeURIComponent)
  return route.say({ state, request, ids, ...known })
}

function me({ user }: Call): Reply {
  return ok(asMe(user), user.counts.followers === null ? new Set(['subscribers']) : undefined)
}

function mine({ state, user, request, ids: [where] }: Call): Reply {
  const own = [...state.communities.values()].filter((one) =>
    (where === 'moderator' ? one.moderators : one.members).has(user.id),
  )
  return listing(
    't5',
    own.map((one) => ({ name: `t5_${one.name.toLowerCase()}`, body: asCommunity(one, user) })),
    request.query,
  )
}

function readable({ state, user, ids: [name = ''] }: Call) {
  const community = state.communities.get(name.toLowerCase())
  if (!community)
    return {
      status: 404,
      body: {
        explanation: "Hmm, that community doesn't exist.",
        message: 'Not Found',
        reason: 'SUBREDDIT_NOEXIST',
      },
    }
  const member = community.moderators.has(user.id) || community.approved.has(user.id)
  if (community.type === 'private' && !member)
    return because(403, 'SUBREDDIT_NO_ACCESS', "you aren't allowed access to this subreddit", [])
  return community
}

function requirements(call: Call): Reply {
  const community = readable(call)
  if ('status' in community) return community
  const { secret_regex: _, ...told } = community.requirements
  return ok(told)
}

function flairs(call: Call): Reply {
  const community = readable(call)
  if ('status' in community) return community
  if (community.flairs.length === 0) return wrong(403, 'Forbidden')
  return ok(
    community.flairs.map(({ id, text, editable, modOnly }) => ({
      id,
      text,
      text_editable: editable,
      mod_only: modOnly,
      type: 'text',
      allowable_content: 'all',
    })),
  )
}

function comment({ state, user, request: { fields } }: Call): Reply {
  const post = state.posts.find(({ id }) => `t3_${id}` === fields.thing_id)
  if (!post) return wrong(403, 'Forbidden')
  const text = String(fields.text ?? '')
  if (text.trim() === '') return no('NO_TEXT', 'we need something here', 'text')
  if (text.length > 10_000) return no('TOO_LONG', 'This field must be under 10000 characters', 'text')
  const added = state.addComment({ post: post.id, owner: user.id, body: text })
  return data({ things: [{ kind: 't1', data: asComment(added, state) }] })
}

function editText({ state, user, request: { fields } }: Call): Reply {
  const name = String(fields.thing_id)
  const text = String(fields.text ?? '')
  const post = state.posts.find(
    ({ id, owner, deleted }) => `t3_${id}` === name && owner === user.id && !deleted,
  )
  const own = state.comments.find(
    ({ id, owner, deleted }) => `t1_${id}` === name && owner === user.id && !deleted,
  )
  if (own) {
    own.body = text
    return data({ things: [{ kind: 't1', data: asComment(own, state) }] })
  }
  if (!post) return no('NO_THING_ID', 'ID not specified', 'thing_id')
  if (post.kind !== 'self') return wrong(500, 'Internal Server Error')
  if (text.length > 40_000) return no('TOO_LONG', 'This field must be under 40000 characters', 'text')
  post.text = text
  return data({ things: [{ kind: 't3', data: asPost(post, state).body }] })
}

/** Says nothing, whatever came of it. */
function del({ state, user, request: { fields } }: Call): Reply {
  for (const one of [...state.posts, ...state.comments]) {
    const name = 'title' in one ? `t3_${one.id}` : `t1_${one.id}`
    if (name === fields.id && one.owner === user.id) one.deleted = true
  }
  return ok({})
}

function postsSaid(state: RedditState, posts: readonly Post[]) {
  const said = posts.map((post) => asPost(post, state))
  return {
    bodies: said.map(({ body }) => body),
    leftOut: new Set(said.flatMap((one) => [...one.leftOut])),
  }
}

/** Ids that nobody has are passed over; of more than a hundred, none is answered. */
function info({ state, request }: Call): Reply {
  const ids = (request.query.get('id') ?? '').split(',')
  const posts =
    ids.length > 100 ? [] : state.posts.filter((post) => ids.includes(`t3_${post.id}`) && state.isShown(post))
  const { bodies, leftOut } = postsSaid(state, posts)
  return ok(listed('t3', bodies), leftOut)
}

/** Who wrote a post sees it even when it was taken away. */
function submitted({ state, request, ids: [name = ''] }: Call): Reply {
  const owner = state.userNamed(name)
  if (!owner) return wrong(404, 'Not Found')
  const posts = state.posts
    .filter((post) => post.owner === owner.id && !post.deleted && state.isShown(post))
    .toReversed()
  const { leftOut } = postsSaid(state, posts)
  const all = posts.map((post) => ({ name: `t3_${post.id}`, body: asPost(post, state).body }))
  return { ...listing('t3', all, request.query), leftOut }
}

function thread({ state, request, ids: [id] }: Call): Reply {
  const post = state.posts.find((one) => one.id === id && state.isShown(one))
  if (!post) return wrong(404, 'Not Found')
  const limit = Number(request.query.get('limit') ?? 200)
  const all = state.comments.filter((one) => one.post === id).toReversed()
  const told = listed(
    't1',
    all.slice(0, limit).map((one) => asComment(one, state)),
  )
  if (all.length > limit)
    told.data.children.push({ kind: 'more', data: { count: all.length - limit, id: '_', children: [] } })
  const { body, leftOut } = asPost(post, state)
  return ok([listed('t3', [body]), told], leftOut)
}
