import { createHmac } from 'node:crypto'
import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'

const secret = 'app-secret-c0ffee'

/** The door at which networks tell of what happened: forged, repeated, oversized and nonsense calls. */
const doors: Attack = {
  name: 'network-doors',
  async run(house, tally) {
    const door = await open(house)
    const visit = house.visitor({ 'x-forwarded-for': '203.0.113.77' })
    await proves(tally, visit, door)
    await forged(tally, visit, door)
    await isNobodyElses(house, tally, door)
    for (const network of await tellingByApp(house)) await signsNothing(house, tally, visit, network)
  },
}

type Door = { id: string; path: string; verify: string }

type Telling = {
  id: string
  webhooks?: { of: string; copies: string[]; cost?: object; fields?: { name: string }[] }
}

async function tellingByApp(house: House): Promise<Telling[]> {
  const { body } = await house.owner('GET networks')
  return (body.items as Telling[]).filter(({ webhooks }) => webhooks?.of === 'app')
}

/** An app of the first network that has one door for all its accounts, and proves it by a token. */
async function open(house: House): Promise<Door> {
  const items = await tellingByApp(house)
  const network = items.find(({ webhooks }) => webhooks?.copies.includes('verify'))?.id
  const values = { clientId: '1', clientSecret: secret }
  const app = await house.owner('POST apps', { network, name: 'Door', values })
  const made = await house.owner('POST webhook-doors', { appId: app.body.id })
  if (made.status !== 200) throw new Error(`No door was opened: ${made.text}`)
  const { id, address, verify } = made.body as Record<string, string>
  return { id: id ?? '', path: new URL(address ?? '').pathname, verify: verify ?? '' }
}

const plain = ({ status, text }: Answer): string =>
  `${status} ${text.replace(/"(requestId|instance)":"[^"]*"/g, '')}`

const signed = (body: string, key = secret) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
})

async function proves(tally: Tally, visit: Caller, { path, verify }: Door): Promise<void> {
  const ask = (token: string, challenge: string) =>
    visit(
      `GET ${path}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': challenge })}`,
    )
  const right = await ask(verify, '4711')
  tally.check('control: our token is answered', right.status === 200 && right.text === '4711', right.text)
  const wrong = await ask('guessed', '4711')
  tally.check('a guessed token is not', wrong.status === 404, wrong.text)
  const page = await ask(verify, '<script>alert(1)</script>')
  tally.check('no page is sent back', !page.text.includes('<script>'), page.text)
}

async function forged(tally: Tally, visit: Caller, { path }: Door): Promise<void> {
  const body = '{"object":"page","entry":[]}'
  const control = await visit(`POST ${path}`, body, signed(body))
  tally.check('control: what is signed is heard', control.status === 200, control.text)
  const nowhere = plain(await visit(`POST /hooks/${'a'.repeat(43)}`, body, signed(body)))
  for (const [what, headers] of Object.entries({
    'without a signature': {},
    'signed with another secret': signed(body, 'other'),
    'signed with nothing': signed(body, ''),
    'signed over other bytes': signed(`${body} `),
    'with half a signature': { 'x-hub-signature-256': 'sha256=' },
  })) {
    const answer = await visit(`POST ${path}`, body, headers)
    tally.check(`${what}: as where there is no door`, plain(answer) === nowhere, answer.text)
  }
  const huge = 'x'.repeat(600 << 10)
  const large = await visit(`POST ${path}`, huge, signed(huge))
  tally.check('a body without measure is refused', large.status === 413, large.text)
  const deep = '['.repeat(100_000)
  const nested = await visit(`POST ${path}`, deep, signed(deep))
  tally.check('what is nested without end is refused', nested.status === 422, nested.text)
}

/**
 * Some networks have a word signed to see whether the address is ours, by the secret that signs their calls: whoever knows the
 * address asks for the signature of a forged call, and brings it. And what costs money is opened by nobody who does not agree.
 */
async function signsNothing(
  house: House,
  tally: Tally,
  visit: Caller,
  { id: network, webhooks }: Telling,
): Promise<void> {
  const values = { clientId: '1', clientSecret: secret }
  const app = await house.owner('POST apps', { network, name: `Door of ${network}`, values })
  const typed = Object.fromEntries((webhooks?.fields ?? []).map(({ name }) => [name, '12345678']))
  const asked = { appId: app.body.id, values: typed }
  if (webhooks?.cost) {
    const refused = await house.owner('POST webhook-doors', asked)
    tally.check(`${network}: what costs money wants to be agreed to`, refused.status === 422, refused.text)
  }
  const made = await house.owner('POST webhook-doors', { ...asked, agreed: true })
  if (!tally.check(`control: ${network} has a door`, made.status === 200, made.text)) return
  const path = new URL(String(made.body.address)).pathname
  tally.check(`${network}: what was typed is shown to nobody`, !made.text.includes('12345678'), made.text)
  const forged =
    '{"data":{"event_uuid":"1","event_type":"post.create","filter":{"user_id":"1"},"payload":{}}}'
  for (const name of ['crc_token', 'challengeCode', 'hub.challenge'])
    for (const word of [forged, `hmacsha256=${forged}`, `1893456000.${forged}`]) {
      const answer = await visit(`GET ${path}?${new URLSearchParams({ [name]: word })}`)
      tally.check(`${network}: ${name} signs no call`, answer.status === 404, answer.text)
    }
  for (const key of ['', 'guessed'])
    for (const [name, headers] of Object.entries(forgeries(forged, key))) {
      const answer = await visit(`POST ${path}`, forged, headers)
      tally.check(`${network}: ${name} by a secret that is none`, answer.status === 404, answer.text)
    }
}

/** How networks sign, with a secret that is not theirs. */
function forgeries(body: string, key: string): Record<string, Record<string, string>> {
  const hex = (text: string) => createHmac('sha256', key).update(text).digest('hex')
  const now = Math.floor(Date.now() / 1000)
  return {
    'x-hub-signature-256': { 'x-hub-signature-256': `sha256=${hex(body)}` },
    'x-twitter-webhooks-signature': {
      'x-twitter-webhooks-signature': `sha256=${Buffer.from(hex(body), 'hex').toString('base64')}`,
    },
    'x-li-signature': { 'x-li-signature': hex(`hmacsha256=${body}`) },
    'tiktok-signature': { 'tiktok-signature': `t=${now},s=${hex(`${now}.${body}`)}` },
  }
}

async function isNobodyElses(house: House, tally: Tally, { id }: Door): Promise<void> {
  const closed = await house.stranger.program(`DELETE webhook-doors/${id}`)
  tally.check('nobody else closes it', closed.status === 404, closed.text)
  const list = await house.stranger.program('GET webhook-doors')
  tally.check('nobody else sees it', !list.text.includes(id), list.text)
}

export const doorAttacks: readonly Attack[] = [doors]
