/** What every link that opens something without an account is tried by. */
import { randomBytes } from 'node:crypto'
import { digestOf } from '../../src/platform/digest.ts'
import type { Tally } from './attack.ts'
import type { Answer, Caller } from './caller.ts'
import type { House } from './house.ts'

/** An answer but for what is another one in each. */
export const plain = ({ status, text }: Answer): string =>
  `${status} ${text.replace(/"requestId":"[^"]*"/, '')}`

export type Link = { id: string; token: string }

export function linkIn(made: Answer): Link {
  if (made.status !== 201) throw new Error(`No link was made: ${made.text}`)
  return { id: String(made.body.id), token: String(made.body.url).split('#')[1] ?? '' }
}

/** What looks like a link that is good, and is none. */
export const wrongLike = (token: string): Record<string, string> => ({
  'one that never was': randomBytes(32).toString('base64url'),
  'the digest that the house keeps': digestOf(token).toString('base64url'),
  'the same in small letters': token.toLowerCase(),
  'all but its last letter': token.slice(0, -1),
})

/** Whoever made it has less of a right, for as long as it is tried. */
export async function endsWithItsMaker(
  house: House,
  tally: Tally,
  role: 'contributor' | 'editor',
  open: () => Promise<Answer>,
): Promise<void> {
  const { pool } = house.ctx.database
  const become = (next: string) =>
    pool.query('update members set role = $2 where workspace_id = $1', [house.workspaceId, next])
  await become(role)
  const orphan = await open()
  await become('owner')
  tally.check('it ends with the right of whoever made it', orphan.status === 404, orphan.text)
}

/** More than the brake lets through. */
const guesses = 80

/** From one address it is guessed, and from another it is opened. */
export async function guessed(
  tally: Tally,
  [guesser, reader]: readonly [Caller, Caller],
  token: string,
  open: (visit: Caller, token: string) => Promise<Answer>,
): Promise<void> {
  const told: number[] = []
  for (let i = 0; i < guesses; i++)
    told.push((await open(guesser, randomBytes(32).toString('base64url'))).status)
  tally.check('guessing is slowed down', told.at(-1) === 429, told)
  tally.check('control: the first guesses were only wrong', told[0] === 404, told)
  const elsewhere = await open(reader, token)
  tally.check('whoever has a link elsewhere reads on', elsewhere.status === 200, elsewhere.text)
}
