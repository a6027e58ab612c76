import { z } from 'zod'
import { encodeCursor } from '../src/app/page.ts'
import { routes } from '../src/house.ts'
import { type Attack, each, type Tally } from './frame/attack.ts'
import type { Called } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { sendRaw } from './frame/raw.ts'
import { strangersWords } from './frame/stranger.ts'

const up = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '..\\',
  '%252e%252e%252f',
  '..%c0%af',
  '....//',
  '..;/',
  './../',
]
const wanted = ['package.json', 'etc/passwd', '.env', 'keys.json', 'src/cli.ts']
const below = [
  '/',
  '/assets/',
  '/feeds/',
  '/shared/',
  '/connect/mastodon/',
  '/api/v1/media/',
  '/api/v1/channels/',
]

/** Ways out of the folders that are served. */
const paths: Attack = {
  name: 'path-traversal',
  async run(house, tally) {
    const tries = below.flatMap((root) =>
      up.flatMap((step) => wanted.map((file) => `${root}${step.repeat(6)}${file}`)),
    )
    const all = [
      ...tries,
      '//etc/passwd',
      '/%00',
      '/assets/%00.js',
      '/assets/index.html%00.png',
      'file:///etc/passwd',
      '/.git/config',
    ]
    await each(all, 8, async (path) => {
      const called = path.startsWith('/') ? path : `/${path}`
      const { status, text, headers } = await house.visitor()(`GET ${called}`)
      const held = status >= 400 && status < 500 && !/root:|"carillon"|#!\//.test(text)
      tally.check(`GET ${called}`, held && headers['x-content-type-options'] === 'nosniff', [status, text])
    })
    const manifest = await house.visitor()('GET /manifest.webmanifest')
    tally.check(
      'control: a file that is served is answered',
      !house.screen || manifest.status === 200,
      manifest.text,
    )
  },
}

const sleeps = 5
const injections = [
  "'",
  '"',
  "' or '1'='1",
  "' or 1=1 --",
  "%' or 1=1 --",
  "') or ('1'='1",
  `'; select pg_sleep(${sleeps}) --`,
  `' || (select pg_sleep(${sleeps})) || '`,
  `1; select pg_sleep(${sleeps})`,
  `1) or pg_sleep(${sleeps}) is null --`,
  "' union select null, null --",
  "' union all select name from workspaces --",
  "'; drop table posts; --",
  "'; update members set role = 'owner'; --",
  '1 or 1=1',
  '-1',
  '1e400',
  '$1',
  '$$',
  '\\',
  "\\' or 1=1 --",
  '%',
  '_%_',
  '%%%%%%%%%%%%%%%%%%%%a',
  '(select 1)',
  '{"$ne":null}',
  'asc, (select pg_sleep(5))',
  'created_at; --',
  '\u02bc or 1=1 --',
  'a\u0000b',
  '\ud800',
]
const cursors = injections.flatMap((text) => [
  text,
  encodeCursor([text]),
  encodeCursor([text, text]),
  encodeCursor(['2030-01-01 00:00:00+00', text]),
  encodeCursor([1_893_456_000_000, text]),
])

const sql: Attack = {
  name: 'sql-injection',
  async run(house, tally) {
    for (const { method, path, spec } of routes) {
      if (method !== 'GET' || spec.outside) continue
      const names = spec.query
        ? Object.keys(z.toJSONSchema(spec.query, { io: 'input', unrepresentable: 'any' }).properties ?? {})
        : []
      const tries = names.flatMap((name) =>
        (name === 'cursor' ? cursors : injections).map((text) => ({ name, text })),
      )
      await each([...tries, ...injections.map((text) => ({ name: '', text }))], 8, ({ name, text }) =>
        ask(house, tally, path, name, text),
      )
    }
    await naive(house, tally)
  },
}

async function ask(house: House, tally: Tally, path: string, name: string, text: string): Promise<void> {
  // A lone half of a character cannot be written into an address.
  const said = encodeURIComponent(text.toWellFormed())
  if (name === '' && !path.includes(':')) return
  const id = house.stranger.things.post
  const filled = path.slice(1).replace(/:\w+/g, name === '' ? said : id)
  const dates = 'from=2030-01-01&to=2030-01-31&metric=followers'
  const query = name === '' ? '' : `?${dates.replace(new RegExp(`(^|&)${name}=[^&]*`), '')}&${name}=${said}`
  const { status, text: answer, ms } = await house.program(`GET ${filled}${query}` as Called)
  const held = status < 500 && ms < sleeps * 900 && !strangersWords.test(answer)
  tally.check(`GET ${filled}${query}`, held, [status, ms, answer])
}

/** The same texts put into a statement by hand do find what is theirs, and do sleep: so it is the parameters that hold. */
async function naive(house: House, tally: Tally): Promise<void> {
  let foreign = 0
  for (const text of injections.filter((one) => !/sleep|drop|update|\0/.test(one))) {
    const statement = `select name from campaigns where workspace_id = '${house.workspaceId}' and name = '${text}'`
    const rows = await house.ctx.database.pool.query(statement).then(
      (answer) => [answer].flat().flatMap((one) => one.rows) as object[],
      () => [],
    )
    if (strangersWords.test(JSON.stringify(rows))) foreign++
  }
  tally.check('control: a statement made by hand shows what is theirs', foreign > 0, foreign)
}

/** Requests on which two readers may disagree where the one ends and the next begins. */
const smuggling: Attack = {
  name: 'request-smuggling',
  async run(house, tally) {
    // Other attacks have made as many campaigns as a workspace may have; then none could be smuggled in.
    await house.ctx.database.pool.query('delete from campaigns')
    const inner = (name: string) => {
      const body = JSON.stringify({ name })
      return `POST /api/v1/campaigns HTTP/1.1\r\nHost: localhost:${house.port}\r\nAuthorization: Bearer ${house.key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    }
    const host = `Host: localhost:${house.port}\r\n`
    const post = `POST /api/v1/sign-in HTTP/1.1\r\n${host}Content-Type: application/json\r\n`
    const hidden = inner('smuggled')
    const length = hidden.length
    const requests: Record<string, string> = {
      'a length and chunks': `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      'chunks and a length': `${post}Transfer-Encoding: chunked\r\nContent-Length: ${length + 5}\r\n\r\n0\r\n\r\n${hidden}`,
      'two lengths': `${post}Content-Length: 0\r\nContent-Length: ${length}\r\n\r\n${hidden}`,
      'two lengths in one': `${post}Content-Length: 0, ${length}\r\n\r\n${hidden}`,
      'a length with a sign': `${post}Content-Length: +0\r\n\r\n${hidden}`,
      'a length below nothing': `${post}Content-Length: -1\r\n\r\n${hidden}`,
      'a length in hexadecimal': `${post}Content-Length: 0x0\r\n\r\n${hidden}`,
      'chunks under a misspelt name': `${post}Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n${hidden}`,
      'chunks that are not last': `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`,
      'chunks behind a space': `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`,
      'chunks behind a tab': `${post}Transfer-Encoding:\tchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${hidden}`,
      'a folded header': `${post}X-Folded: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${hidden}`,
      'a bare line feed': `${post}X-Bare: a\nContent-Length: 0\r\n\r\n${hidden}`,
      'a bare carriage return': `${post}X-Bare: a\rContent-Length: 0\r\n\r\n${hidden}`,
      'a null byte in a header': `${post}X-Null: a\0b\r\nContent-Length: 0\r\n\r\n${hidden}`,
      'a chunk of no size': `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n${hidden}`,
      'a chunk of a huge size': `${post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n\r\n${hidden}`,
      'a chunk with a bare line feed': `${post}Transfer-Encoding: chunked\r\n\r\n0\n\n${hidden}`,
      'a request without a host': `POST /api/v1/sign-in HTTP/1.1\r\nContent-Length: 0, 0\r\n\r\n${hidden}`,
      'two hosts': `GET /api/health HTTP/1.1\r\n${host}Host: evil.example\r\nTransfer-Encoding: chunked, a\r\n\r\n${hidden}`,
      'a version that is none': `GET /api/health HTTP/9.9\r\n${host}\r\n${hidden}`,
      'a method that is none': `GE/T /api/health HTTP/1.1\r\n${host}\r\n${hidden}`,
      'a header without a name': `GET /api/health HTTP/1.1\r\n${host}: a\r\n\r\n${hidden}`,
      'headers of a megabyte': `GET /api/health HTTP/1.1\r\n${host}X-Large: ${'a'.repeat(1_000_000)}\r\n\r\n${hidden}`,
      'an address of a megabyte': `GET /${'a'.repeat(1_000_000)} HTTP/1.1\r\n${host}\r\n${hidden}`,
    }
    for (const [what, bytes] of Object.entries(requests)) {
      const said = await sendRaw(house.port, bytes)
      const first = Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 400)
      tally.check(`${what} is refused`, first >= 400 && first < 500, said.slice(0, 300))
      tally.check(
        `${what} hides no second request`,
        !/^HTTP\/1\.1 201/m.test(said) && !(await isThere(house, 'smuggled')),
        said.slice(0, 300),
      )
    }
    const absolute = await sendRaw(
      house.port,
      `GET http://169.254.169.254/latest/ HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
    )
    tally.check(
      'another server in the address is not asked',
      /^HTTP\/1\.1 4\d\d/.test(absolute),
      absolute.slice(0, 300),
    )
    const tunnel = await sendRaw(house.port, `CONNECT 127.0.0.1:${house.canary.port} HTTP/1.1\r\n${host}\r\n`)
    tally.check('no tunnel is opened', !/^HTTP\/1\.1 2/.test(tunnel), tunnel.slice(0, 300))
    const meant = await sendRaw(house.port, inner('meant'))
    tally.check(
      'control: the hidden request is carried out when it is sent openly',
      /^HTTP\/1\.1 201/.test(meant) && (await isThere(house, 'meant')),
      meant.slice(0, 300),
    )
  },
}

async function isThere(house: House, name: string): Promise<boolean> {
  const { rowCount } = await house.ctx.database.pool.query('select 1 from campaigns where name = $1', [name])
  return rowCount !== 0
}

export const wireAttacks: readonly Attack[] = [paths, sql, smuggling]
