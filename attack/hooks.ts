import { verify as verifyChannel } from '../src/networks/webhook/example/receiver.mjs'
import { verify } from '../src/web/hooks/samples/verify.mjs'
import type { Attack, Tally } from './frame/attack.ts'
import type { House } from './frame/house.ts'
import type { Heard } from './frame/lure.ts'

type Headers = Record<string, string>
type Verified = (headers: Headers, body: string, now: number) => boolean
type Names = { time: string; signature: string }

/** Calls that Carillon has really made, and what a forger makes of them, for the receivers that the manual gives. */
const hooks: Attack = {
  name: 'webhook-forgery',
  async run(house, tally) {
    const made = await house.owner('POST hooks', {
      url: `${house.lure.url}/hook`,
      events: ['post.proposed'],
    })
    const secret = String(made.body.secret)
    await house.owner(`POST hooks/${made.body.id}/test`)
    await house.runJobs()
    const call = house.lure.heard.at(-1)
    if (!tally.check('control: a webhook was called', call !== undefined) || !call) return
    const names = { time: 'carillon-timestamp', signature: 'carillon-signature' }
    forge(tally, 'a webhook', call, names, (headers, body, now) => verify(secret, headers, body, now))
    tally.check('another secret', !verify(`${secret}x`, call.headers, call.body, Date.now()))
    tally.check('no secret', !verify('', call.headers, call.body, Date.now()))
    await channel(house, tally)
  },
}

async function channel(house: House, tally: Tally): Promise<void> {
  const secret = 'a secret of twenty-four characters and more'
  const fields = { url: `${house.lure.url}/hook`, secret }
  await house.owner('POST channels', { network: 'webhook', way: 'address', fields })
  const call = house.lure.heard.at(-1)
  if (!call) return void tally.check('control: a webhook channel was called', false)
  const names = { time: 'webhook-timestamp', signature: 'webhook-signature' }
  forge(tally, 'a webhook channel', call, names, (headers, body, now) =>
    verifyChannel(secret, headers, Buffer.from(body), new Date(now)),
  )
  const own = verifyChannel(`${secret}x`, call.headers, Buffer.from(call.body), new Date())
  tally.check('a webhook channel with another secret', !own)
}

function forge(
  tally: Tally,
  what: string,
  call: Heard,
  { time, signature }: Names,
  verified: Verified,
): void {
  const now = Date.now()
  const { headers, body } = call
  const with_ = (name: string, value: string): Headers => ({ ...headers, [name]: value })
  const moved = (seconds: number) => with_(time, String(Number(headers[time]) + seconds))
  const signed = headers[signature] ?? ''
  tally.check(`control: ${what} as it came is taken`, verified(headers, body, now))
  const forgeries: Record<string, boolean> = {
    'another body': verified(headers, body.replace('{', '{"forged":true,'), now),
    'a body with a space more': verified(headers, `${body} `, now),
    'an empty body': verified(headers, '', now),
    'another time': verified(moved(1), body, now),
    'a later time': verified(moved(299), body, now),
    'no time': verified(with_(time, ''), body, now),
    'a time that is none': verified(with_(time, 'NaN'), body, now),
    'a time without end': verified(with_(time, 'Infinity'), body, now),
    'no signature': verified(with_(signature, ''), body, now),
    'half a signature': verified(with_(signature, signed.slice(0, -8)), body, now),
    'a longer signature': verified(
      with_(signature, `${signed.slice(0, 12)}00${signed.slice(12)}`),
      body,
      now,
    ),
    'another signature': verified(with_(signature, signed.replace(/.{6}(?=.{4}$)/, '000000')), body, now),
    'a signature of another version': verified(with_(signature, signed.replace(/^v1/, 'v0')), body, now),
    'played again after six minutes': verified(headers, body, now + 360_000),
    'played again after a day': verified(headers, body, now + 86_400_000),
    'played before its time': verified(headers, body, now - 360_000),
  }
  for (const [how, taken] of Object.entries(forgeries)) tally.check(`${what}: ${how}`, !taken)
}

export const hookAttacks: readonly Attack[] = [hooks]
