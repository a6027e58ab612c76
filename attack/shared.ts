import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { endsWithItsMaker, guessed, type Link, linkIn, plain, wrongLike } from './frame/link.ts'
import { atSecondDoor } from './frame/second-door.ts'

const secret = 'secret-of-the-team-6a0d'
const agreed = 'bread-with-three-things-41f7'

const shared: Attack = {
  name: 'shared-links',
  run: (house, tally) =>
    atSecondDoor(house, async (from) => {
      await write(house)
      await shows(house, tally, from('203.0.113.40'))
      await ends(house, tally, from('203.0.113.41'))
      await opensNothingElse(house, tally, from('203.0.113.42'))
      await braked(house, tally, from)
      await page(house, tally)
    }),
}

async function write(house: House): Promise<void> {
  const { body } = await house.owner('GET strategy')
  await house.owner('PUT strategy', {
    revision: body.revision,
    reason: secret,
    parts: {
      team: { people: [{ name: secret, does: secret }], words: secret },
      listening: { ours: secret },
      positioning: { oneThing: agreed },
    },
  })
}

const share = async (house: House): Promise<Link> =>
  linkIn(await house.owner('POST strategy/links', { parts: ['positioning'], days: 1, label: secret }))

const open = (visit: Caller, token: string): Promise<Answer> => visit('POST shared-strategy', { token })

/** What was chosen, and nothing more of the house. */
async function shows(house: House, tally: Tally, visit: Caller): Promise<void> {
  const { token, id } = await share(house)
  const answer = await open(visit, token)
  tally.check('control: the link shows what is shared', answer.text.includes(agreed), answer.text)
  tally.check('it shows nothing that is not shared', !answer.text.includes(secret), answer.text)
  const ids = [house.workspaceId, id, ...Object.values(house.stranger.things)]
  tally.check('it tells no id of the house', !ids.some((one) => answer.text.includes(one)), answer.text)
  const listed = await house.owner('GET strategy/links')
  tally.check('nobody is told the link again', !listed.text.includes(token), listed.text)
  tally.check('control: the own house is told what it keeps to itself', listed.text.includes(secret))
}

/** Over is over, and looks like what never was. */
async function ends(house: House, tally: Tally, visit: Caller): Promise<void> {
  const [ended, late, kept] = [await share(house), await share(house), await share(house)]
  await house.owner(`DELETE strategy/links/${ended.id}`)
  const { pool } = house.ctx.database
  await pool.query("update strategy_links set expires_at = now() - interval '1 second' where id = $1", [
    late.id,
  ])
  const wrong: Record<string, string> = {
    'one that was ended': ended.token,
    'one whose day is over': late.token,
    ...wrongLike(kept.token),
    'one letter more': `${kept.token}A`,
    nothing: '',
    'a piece of SQL': "' or 1=1 --",
  }
  const answers = new Set<string>()
  for (const [what, token] of Object.entries(wrong)) {
    const answer = await open(visit, token)
    answers.add(plain(answer))
    tally.check(`${what} opens nothing`, answer.status === 404 && !answer.text.includes(agreed), answer.text)
  }
  tally.check('none of them is told from another', answers.size === 1, [...answers])
  const still = await open(visit, kept.token)
  tally.check('control: one that is good opens meanwhile', still.status === 200, still.text)
  await endsWithItsMaker(house, tally, 'editor', () => open(visit, kept.token))
}

/** What the link carries is no key. */
async function opensNothingElse(house: House, tally: Tally, visit: Caller): Promise<void> {
  const { token } = await share(house)
  const standing = { 'carillon-workspace': house.workspaceId, authorization: `Bearer ${token}` }
  for (const call of ['GET strategy', 'GET strategy/revisions', 'GET posts', 'GET members'] as const) {
    const answer = await visit(call, undefined, standing)
    tally.check(`it does not open ${call}`, answer.status === 401, answer.text)
  }
  const key = await house.program('POST strategy/links', { parts: ['positioning'] })
  tally.check('a program cannot share', key.status === 403, key.text)
}

async function braked(house: House, tally: Tally, from: (address: string) => Caller): Promise<void> {
  const { token } = await share(house)
  await guessed(tally, [from('203.0.113.43'), from('203.0.113.44')], token, open)
}

/** The page itself: for no search engine, in no frame. */
async function page(house: House, tally: Tally): Promise<void> {
  if (!house.screen) return
  const { text, headers } = await house.visitor()('GET /shared-strategy', undefined, { accept: 'text/html' })
  tally.check(
    'no search engine lists the page',
    /<meta name="robots" content="noindex"/.test(text),
    text.slice(0, 300),
  )
  const policy = String(headers['content-security-policy'])
  tally.check('no page can frame it', policy.includes("frame-ancestors 'none'"), policy)
}

export const sharedAttacks: readonly Attack[] = [shared]
