import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { pushTo } from '../src/modules/publish/push/index.ts'
import type { Attack } from './frame/attack.ts'
import type { Caller } from './frame/caller.ts'
import { type House, owner } from './frame/house.ts'

const who = { email: owner.email, password: owner.password }
const said = { title: 'Riga Bakery', body: 'Rye at eight, before the market', url: '/w/1/hand/2', tag: 'one' }

type Sent = { url: string; headers: Headers; body: Buffer; redirect: string | undefined }

/** A browser's own half of what it lets itself be told with. */
export function deviceAt(endpoint: string) {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  const keys = { p256dh: pair.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
  return { endpoint, keys }
}

/** What leaves for a device, and what its address answers. */
async function told(house: House, id: string, status = 201, headers = {}): Promise<Sent[]> {
  const sent: Sent[] = []
  const fetch: typeof house.ctx.fetch = async (url, init = {}) => {
    const body = Buffer.from((init.body ?? new Uint8Array()) as Uint8Array)
    sent.push({ url: String(url), headers: new Headers(init.headers), body, redirect: init.redirect })
    return new Response(null, { status, headers })
  }
  await pushTo({ ...house.ctx, fetch }, id, said)
  return sent
}

const idAt = async (house: House, endpoint: string): Promise<string> =>
  (
    await house.ctx.db
      .selectFrom('pushDevices')
      .select('id')
      .where('endpoint', '=', endpoint)
      .executeTakeFirst()
  )?.id ?? ''

async function colleagueOf(house: House): Promise<Caller> {
  const email = `${randomUUID()}@example.org`
  const invited = await house.owner('POST invitations', { email, role: 'owner', way: 'link' })
  const token = String(invited.body.url).split('#')[1] ?? ''
  const one = house.visitor({ 'carillon-csrf': '1' })
  await one('POST invitation/accept', { token, name: 'Colleague', password: 'amber ladder window six' })
  return one
}

/** Devices that are told: whose they are, how long, and what goes to an address that a browser has named. */
const devices: Attack = {
  name: 'devices',
  async run(house, tally) {
    const here = Object.assign(house.visitor({ 'carillon-csrf': '1' }), { cookie: '' })
    await here('POST sign-in', who)
    const endpoint = `https://push.hostile.example/${randomUUID()}`
    const made = await here('POST me/devices', deviceAt(endpoint))
    const id = await idAt(house, endpoint)
    tally.check('control: a device of one’s own is taken', made.status < 300 && id !== '', made.status)

    const [sent] = await told(house, id)
    tally.check('control: it is told', sent?.url === endpoint)
    const bytes = sent?.body.toString('latin1') ?? ''
    tally.check('no word of it can be read on the way', !/Rye|Bakery|hand/.test(bytes))
    const names = [...(sent?.headers.keys() ?? [])].filter((name) => /cookie|referer|origin|x-/i.test(name))
    tally.check('nothing else of the house goes along', names.length === 0, names)
    const claims = JSON.parse(
      Buffer.from(sent?.headers.get('authorization')?.match(/t=[^.]+\.([^.]+)\./)?.[1] ?? '', 'base64url')
        .toString()
        .trim() || '{}',
    ) as { aud?: string }
    tally.check('its sign holds for that address alone', claims.aud === new URL(endpoint).origin, claims)
    const led = await told(house, id, 302, { location: `http://127.0.0.1:${house.canary.port}/` })
    tally.check('nobody is followed elsewhere', led.length === 1 && led[0]?.redirect === 'manual', led.length)

    const colleague = await colleagueOf(house)
    tally.check('control: a colleague is let in', (await colleague('GET me/devices')).status === 200)
    const others = { 'a colleague': colleague, 'a key': house.program, nobody: house.visitor() }
    for (const [name, other] of Object.entries(others)) {
      const { status } = await other(`DELETE me/devices/${id}`)
      tally.check(`${name} takes it out`, status >= 400 && (await idAt(house, endpoint)) === id, status)
      tally.check(`${name} sees it`, !(await other('GET me/devices')).text.includes(id))
    }
    tally.check(
      'no list tells the address of a device',
      !(await here('GET me/devices')).text.includes(endpoint),
    )
    const bare = Object.assign(house.visitor(), { cookie: here.cookie })
    const foreign = await bare('POST me/devices', deviceAt(`${endpoint}/2`), {
      origin: 'https://evil.example',
    })
    tally.check('a foreign page puts one in', foreign.status === 403, foreign.status)
    for (const wrong of [
      'http://push.example/1',
      'javascript:alert(1)',
      'file:///etc/passwd',
      '//push.example',
    ])
      tally.check(`an address as ${wrong}`, (await here('POST me/devices', deviceAt(wrong))).status === 422)
    let most = 0
    for (let n = 0; n < 25; n++)
      if ((await here('POST me/devices', deviceAt(`${endpoint}/many/${n}`))).status < 300) most++
    tally.check('nobody has devices without end', most < 25, most)

    await here('POST sign-out')
    tally.check('signed out, it is told nothing', (await told(house, id)).length === 0)
  },
}

export const deviceAttacks: readonly Attack[] = [devices]
