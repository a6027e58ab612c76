import type { Attack } from './frame/attack.ts'
import { type House, owner } from './frame/house.ts'

const nameIn = (cookie: string): string => cookie.split('=')[0] ?? ''
const who = { email: owner.email, password: owner.password }

/** A browser with a cookie that somebody else has put there. */
const browserWith = (house: House, cookie: string) =>
  Object.assign(house.visitor({ 'carillon-csrf': '1' }), { cookie })

const sessions: Attack = {
  name: 'session-fixation',
  async run(house, tally) {
    const attacker = browserWith(house, '')
    await attacker('POST sign-in', who)
    const planted = attacker.cookie
    const name = nameIn(planted)
    tally.check('control: a session of one’s own is let in', (await attacker('GET me')).status === 200)

    const victim = browserWith(house, planted)
    await victim('POST sign-in', who)
    const fresh = victim.cookie
    tally.check('signing in makes a session of its own', fresh !== planted && fresh !== '')
    tally.check(
      'the session from before is over',
      (await browserWith(house, planted)('GET me')).status === 401,
    )
    tally.check('the new one is let in', (await browserWith(house, fresh)('GET me')).status === 200)

    const value = decodeURIComponent(fresh.split('=').slice(1).join('='))
    const [token = ''] = value.split('.')
    const { rows } = await house.ctx.database.pool.query('select token from sessions limit 1')
    const forged = {
      'an invented token': 'a'.repeat(32),
      'a token without its signature': token,
      'a token with an empty signature': `${token}.`,
      'a token with another signature': `${token}.${Buffer.alloc(32).toString('base64')}`,
      'what the database keeps': String(rows[0]?.token),
      nothing: '',
      'a broken escape': '%',
      'a null byte': '%00',
      'an endless one': 'a'.repeat(7000),
      'one that ends in another': `${value}.${Buffer.alloc(32).toString('base64')}`,
    }
    for (const [what, text] of Object.entries(forged)) {
      const cookie = `${name}=${encodeURIComponent(text).replaceAll('%25', '%')}`
      const { status } = await browserWith(house, cookie)('GET me')
      tally.check(`${what} as a session`, status === 401, status)
    }
    for (const header of ['x-session-token', 'x-user-id', 'x-forwarded-user', 'remote-user']) {
      const { status } = await house.visitor({ [header]: token })('GET me')
      tally.check(`${header} in place of a cookie`, status === 401, status)
    }
    const inAddress = await house.visitor()(`GET me?${name}=${encodeURIComponent(value)}&token=${token}`)
    tally.check('a session in the address', inAddress.status !== 200, inAddress.status)

    const again = browserWith(house, '')
    const entered = await again('POST sign-in', who)
    const flags = String(entered.headers['set-cookie']?.find((line) => line.startsWith(name)))
    tally.check('no script reads the cookie', /httponly/i.test(flags) && /samesite=lax/i.test(flags), flags)
    await victim('DELETE sessions')
    tally.check('ended from elsewhere, it is over', (await again('GET me')).status === 401)
    await victim('POST sign-out')
    tally.check('signed out, it is over', (await browserWith(house, fresh)('GET me')).status === 401)
    // Everybody else was signed out too; whoever attacks next needs the owner.
    const back = browserWith(house, '')
    await back('POST sign-in', who)
    house.owner.cookie = back.cookie
  },
}

export const sessionAttacks: readonly Attack[] = [sessions]
