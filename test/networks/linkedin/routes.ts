import type { Reply, Request } from '../frame.ts'
import { createFiles } from './files.ts'
import { createHooks } from './hooks.ts'
import { createPages } from './pages.ts'
import { createPosts } from './posts.ts'
import { denied, no, said } from './says.ts'
import { whoAsks } from './signing.ts'
import type { FileKind, LinkedinState, Person, Token } from './state.ts'

type Asking = { person: Person; token: Token; request: Request }
type Route = readonly [
  method: string,
  pattern: RegExp,
  scope: (asking: Asking, found: string[]) => string,
  say: (asking: Asking, found: string[]) => Reply,
]

const none = () => ''
const page = 'urn:li:organization:'

/** The API: who may what, and what is there. */
export function createRoutes(state: LinkedinState) {
  /** As themselves, or as a page where they have a role that publishes. */
  const mayActAs = (person: Person, urn: string): boolean =>
    urn === `urn:li:person:${person.id}` ||
    state.roles.some(
      ({ personId, pageId, role, state: one }) =>
        personId === person.id &&
        urn === page + pageId &&
        one === 'APPROVED' &&
        (role === 'ADMINISTRATOR' || role === 'CONTENT_ADMINISTRATOR'),
    )
  /** Posts and numbers of a page are shown to its administrators. */
  const mayRead = (person: Person, urn: string): boolean =>
    !urn.startsWith(page) ||
    state.roles.some(
      (one) =>
        one.personId === person.id &&
        urn === page + one.pageId &&
        one.state === 'APPROVED' &&
        one.role === 'ADMINISTRATOR',
    )
  const posts = createPosts(state, mayActAs)
  const files = createFiles(state, mayActAs)
  const pages = createPages(state)
  const hooks = createHooks(state, mayRead)

  const writing = (urn: string) =>
    urn === '' ? '' : urn.startsWith(page) ? 'w_organization_social' : 'w_member_social'
  const writingComments = (urn: string) =>
    urn.startsWith(page) ? 'w_organization_social_feed' : 'w_member_social_feed'
  const reading = (urn: string) =>
    urn === '' ? '' : urn.startsWith(page) ? 'r_organization_social' : 'r_member_social'
  const authorOf = (urn: string) => posts.postAt(urn)?.author ?? ''
  const ownerIn = ({ request }: Asking) => {
    const asked = request.fields.initializeUploadRequest as { owner?: string } | undefined
    const video = request.fields.finalizeUploadRequest as { video?: string } | undefined
    return asked?.owner ?? state.uploads.get(video?.video ?? '')?.owner ?? ''
  }
  const does = ({ request }: Asking) => request.headers['x-restli-method']

  const routes: Route[] = [
    [
      'GET',
      /^\/v2\/userinfo$/,
      () => 'openid',
      ({ person }) =>
        said({ sub: person.id, name: person.name, picture: `https://media.licdn.com/${person.id}.jpg` }),
    ],
    [
      'GET',
      /^\/v2\/me$/,
      () => 'r_basicprofile',
      ({ person: { id, name, vanity } }) => {
        const [localizedFirstName = '', localizedLastName = ''] = name.split(' ')
        return said({ id, localizedFirstName, localizedLastName, vanityName: vanity })
      },
    ],
    [
      'GET',
      /^\/rest\/organizationAcls$/,
      () => 'rw_organization_admin',
      ({ person, request }) => pages.roles(person, request),
    ],
    ['GET', /^\/rest\/organizationsLookup$/, none, ({ request }) => pages.lookup(request)],
    [
      'GET',
      /^\/rest\/organizations$/,
      () => 'rw_organization_admin',
      ({ request }) => pages.byVanity(request),
    ],
    [
      'GET',
      /^\/rest\/organizations\/([^/]+)$/,
      () => 'rw_organization_admin',
      (_, [id = '']) => pages.one(id),
    ],
    [
      'GET',
      /^\/rest\/memberCreatorPostAnalytics$/,
      () => 'r_member_postAnalytics',
      ({ person, request }) => pages.ofMember(person, request),
    ],
    [
      'GET',
      /^\/rest\/memberFollowersCount$/,
      () => 'r_member_profileAnalytics',
      ({ person }) => pages.followersOf(person),
    ],
    [
      'GET',
      /^\/rest\/networkSizes\/([^/]+)$/,
      () => 'rw_organization_admin',
      (_, [urn = '']) => pages.size(urn),
    ],
    [
      'GET',
      /^\/rest\/organizationalEntityShareStatistics$/,
      () => 'rw_organization_admin',
      ({ person, request }) =>
        mayRead(person, request.query.get('organizationalEntity') ?? '')
          ? pages.statistics(request)
          : denied(request.path),
    ],
    [
      'POST',
      /^\/rest\/(images|videos|documents)$/,
      (asking) => writing(ownerIn(asking)),
      ({ person, request }, [kind]) => files.say(kind as FileKind, person, request),
    ],
    [
      'GET',
      /^\/rest\/(images|videos|documents)\/([^/]+)$/,
      none,
      ({ token }, [kind, urn = '']) =>
        files.show(kind as FileKind, urn, token.scopes.includes('r_organization_social')),
    ],
    [
      'POST',
      /^\/rest\/posts$/,
      ({ request }) => writing(String(request.fields.author)),
      ({ person, request }) => posts.create(person, request.fields),
    ],
    [
      'GET',
      /^\/rest\/posts$/,
      ({ request }) => reading(request.query.get('author') ?? ''),
      ({ person, request }) =>
        mayRead(person, request.query.get('author') ?? '') ? posts.list(request) : denied(request.path),
    ],
    [
      'GET',
      /^\/rest\/posts\/([^/]+)$/,
      (_, [urn = '']) => reading(authorOf(urn)),
      ({ person, request }, [urn = '']) =>
        mayRead(person, authorOf(urn)) ? posts.one(urn) : denied(request.path),
    ],
    [
      'POST',
      /^\/rest\/posts\/([^/]+)$/,
      (_, [urn = '']) => writing(authorOf(urn)),
      (asking, [urn = '']) =>
        does(asking) === 'PARTIAL_UPDATE'
          ? posts.change(asking.person, urn, asking.request.fields)
          : no(400, 'No such method'),
    ],
    [
      'DELETE',
      /^\/rest\/posts\/([^/]+)$/,
      (_, [urn = '']) => writing(authorOf(urn)),
      ({ person }, [urn = '']) => posts.remove(person, urn),
    ],
    [
      'GET',
      /^\/rest\/socialActions\/([^/]+)\/comments$/,
      () => 'r_organization_social_feed',
      ({ request }, [urn = '']) => posts.comments(urn, request),
    ],
    [
      'POST',
      /^\/rest\/socialActions\/([^/]+)\/comments$/,
      ({ request }) => writingComments(String(request.fields.actor)),
      ({ person, request }, [urn = '']) => posts.comment(person, urn, request.fields),
    ],
    [
      'POST',
      /^\/rest\/socialActions\/([^/]+)\/comments\/([^/]+)$/,
      ({ request }) => writingComments(request.query.get('actor') ?? ''),
      ({ person, request }, [urn = '', id = '']) => posts.changeComment(person, urn, id, request.fields),
    ],
    [
      'DELETE',
      /^\/rest\/socialActions\/([^/]+)\/comments\/([^/]+)$/,
      ({ request }) => writingComments(request.query.get('actor') ?? ''),
      ({ person }, [urn = '', id = '']) => posts.removeComment(person, urn, id),
    ],
    [
      'GET',
      /^\/rest\/reactions\/\(entity:([^/]+)\)$/,
      () => 'r_organization_social_feed',
      ({ request }, [urn = '']) => posts.likes(urn, request),
    ],
    ...['PUT', 'DELETE'].map(
      (method): Route => [
        method,
        /^\/rest\/eventSubscriptions\/([^/]+)$/,
        () => 'rw_organization_admin',
        ({ person, request }, [which = '']) => hooks(person, which, request),
      ],
    ),
  ]

  function say(request: Request): Reply {
    const who = whoAsks(state, request)
    if (!('person' in who)) return who
    if (request.path.startsWith('/rest/')) {
      const wrong = wrongVersion(request)
      if (wrong) return wrong
    }
    for (const [method, pattern, scope, answer] of routes) {
      const found = method === request.method ? pattern.exec(request.path) : null
      if (!found) continue
      const asking = { ...who, request }
      const parts = found.slice(1).map((part) => decodeURIComponent(part ?? ''))
      const needed = scope(asking, parts)
      if (needed !== '' && !who.token.scopes.includes(needed)) return denied(request.path)
      return answer(asking, parts)
    }
    return no(404, 'No virtual resource found', { code: 'RESOURCE_NOT_FOUND' })
  }

  function wrongVersion({ headers }: Request): Reply | null {
    const version = String(headers['linkedin-version'] ?? '')
    const [first, last] = state.versions
    if (version === '') return no(400, 'A version must be present', { code: 'VERSION_MISSING' })
    if (!/^\d{6}$/.test(version) || version < first || version > last)
      return no(426, `Requested version ${version} is not active`, { code: 'NONEXISTENT_VERSION' })
    return headers['x-restli-protocol-version'] === '2.0.0' ? null : no(400, 'Wrong protocol version')
  }

  return { say, files }
}
