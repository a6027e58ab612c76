import { randomBytes } from 'node:crypto'
import { addPerson, preparePerson } from '../src/modules/people/sign-in/index.ts'
import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Called, Caller } from './frame/caller.ts'
import { type House, owner } from './frame/house.ts'
import { plain } from './frame/link.ts'
import { openSecondDoor } from './frame/second-door.ts'

/** A few more than any brake lets through. */
const guesses = 80

const guessing: Attack = {
  name: 'guessing',
  async run(house, tally) {
    const door = await openSecondDoor(house)
    const email = 'known@example.org'
    await house.ctx.db
      .transaction()
      .execute(async (tx) => addPerson(tx, await preparePerson({ email, password: owner.password })))
    try {
      await sameAnswers(tally, door.from('203.0.113.1'), email)
      await braked(house, tally, door.from)
    } finally {
      await door.close()
    }
  },
}

/** Whether an address is somebody's here is told by no answer, and by no time that it takes. */
async function sameAnswers(tally: Tally, visit: Caller, known: string): Promise<void> {
  const unknown = () => `${randomBytes(6).toString('hex')}@example.org`
  for (const call of ['POST forgotten-password', 'POST sign-in'] as const) {
    const bodies = (email: string) => ({
      email,
      ...(call === 'POST sign-in' && { password: 'wrong guess here' }),
    })
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let i = 0; i < 3; i++) {
      const one = await visit(call, bodies(known))
      const other = await visit(call, bodies(unknown()))
      times.known.push(one.ms)
      times.unknown.push(other.ms)
      tally.check(`${call} says the same of a stranger`, plain(one) === plain(other), [one.text, other.text])
    }
    const [a, b] = [median(times.known), median(times.unknown)]
    tally.check(
      `${call} takes as long for a stranger`,
      Math.abs(a - b) < Math.max(60, 0.6 * Math.max(a, b)),
      [a, b],
    )
  }
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

type From = (address: string) => Caller

/** Each wrong password costs half a second: all who are counted are taken to have guessed for long already. */
const asIfLong = (house: House) =>
  house.ctx.database.pool.query('update sign_in_brakes set failures = failures + 54 where failures < 54')

async function braked(house: House, tally: Tally, from: From): Promise<void> {
  const slowed = async (what: string, guess: (i: number) => Promise<Answer>, within = guesses) => {
    for (let i = 0; i < within; i++) {
      if (i === 2) await asIfLong(house)
      const { status, headers } = await guess(i)
      if (status === 429)
        return tally.check(
          `${what} is slowed down`,
          Number(headers['retry-after']) > 0,
          headers['retry-after'],
        )
      if (status < 400) return tally.check(`${what} is refused`, false, status)
    }
    return tally.check(`${what} is slowed down`, false, `${within} guesses`)
  }
  const wrong = (email: string) => ({ email, password: `wrong ${randomBytes(4).toString('hex')}` })
  const one = from('203.0.113.2')
  const few: number[] = []
  for (let i = 0; i < 7; i++) few.push((await one('POST sign-in', wrong('victim@example.org'))).status)
  tally.check('guessing the password of one person is slowed down', few.at(-1) === 429, few)
  await slowed('guessing one person from many addresses', (i) =>
    from(`198.51.100.${i}`)('POST sign-in', wrong('target@example.org')),
  )
  await slowed('one address that guesses many people', (i) =>
    from('203.0.113.3')('POST sign-in', wrong(`p${i}@example.org`)),
  )
  await slowed('guessing API keys', () =>
    from('203.0.113.4')('GET workspace', undefined, { authorization: 'Bearer crl_guess' }),
  )
  const asked = from('203.0.113.5')
  for (let i = 0, braked = false; i < 30 && !braked; i++) {
    braked = (await asked('POST forgotten-password', { email: `q${i}@example.org` })).status === 429
    if (braked || i === 29) tally.check('asking for letters is slowed down', braked)
  }
  await tokens(tally, from('203.0.113.6'))
  await secondStep(house, tally, from('203.0.113.7'), slowed)
  const proxied = house.visitor()
  const spoofed: number[] = []
  for (let i = 0; i < 8; i++)
    spoofed.push(
      (await proxied('POST sign-in', wrong('spoofed@example.org'), { 'x-forwarded-for': `192.0.2.${i}` }))
        .status,
    )
  tally.check('an address that is only claimed counts for nothing', spoofed.includes(429), spoofed)
  const free = await from('203.0.113.8')('POST sign-in', {
    email: 'known@example.org',
    password: owner.password,
  })
  tally.check('control: the right password is let in meanwhile', free.status === 200, free.text)
}

/** A token that was guessed looks like one that is over, whatever it looks like. */
async function tokens(tally: Tally, visit: Caller): Promise<void> {
  const calls: Called[] = ['POST invitation', 'POST password-link']
  for (const call of calls) {
    const answers = new Set<string>()
    for (const token of ['', 'a', randomBytes(32).toString('base64url'), "' or 1=1 --", '%', '0'.repeat(200)])
      answers.add(plain(await visit(call, { token })))
    tally.check(
      `${call} tells nothing of a token`,
      answers.size === 1 && /^[45]0[49]|^422/.test([...answers][0] ?? ''),
      [...answers],
    )
  }
}

type Slowed = (what: string, guess: (i: number) => Promise<Answer>, within?: number) => Promise<boolean>

/** Whoever has the password still has to guess the code: a few tries, then the password again, then a long pause. */
async function secondStep(house: House, tally: Tally, visit: Caller, slowed: Slowed): Promise<void> {
  const { Secret, TOTP } = await import('otpauth')
  const person = { email: 'careful@example.org', password: owner.password }
  await house.ctx.db.transaction().execute(async (tx) => addPerson(tx, await preparePerson(person)))
  const own = house.visitor({ 'carillon-csrf': '1' })
  await own('POST sign-in', person)
  const begun = await own('POST me/second-step', { password: person.password })
  const secret = Secret.fromBase32(String(begun.body.secret))
  const on = await own('POST me/second-step/confirm', { code: TOTP.generate({ secret }) })
  tally.check('control: the second step is on', on.status === 200, on.text)
  const none = await visit('POST sign-in/second-step', { code: '000000' })
  tally.check(
    'a code without the password',
    none.status === 401 || none.status === 409 || none.status === 422,
    none.text,
  )
  await slowed(
    'guessing codes',
    async () => {
      if (!/proof/.test(visit.cookie)) await visit('POST sign-in', person)
      const answer = await visit('POST sign-in/second-step', { code: '000000' })
      if (answer.status !== 422 && answer.status !== 429) visit.cookie = ''
      return answer
    },
    40,
  )
  const proof = await visit('GET me')
  tally.check('the password alone opens nothing', proof.status === 401, proof.text)
}

export const guessingAttacks: readonly Attack[] = [guessing]
