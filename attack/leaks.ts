import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileSpot, takeBackup } from '../src/modules/running/backup/index.ts'
import type { Attack } from './frame/attack.ts'
import { answered } from './frame/caller.ts'
import { type House, owner, planted } from './frame/house.ts'

/** Secrets that are put where people and networks put them, each of them found by its own text. */
const secrets = {
  'a wrong password': 'wrong-Planted-2f81bb otter',
  'the token of a Mastodon account': 'token-Planted-91ac07',
  'the password of a Bluesky account': 'app-Planted-5c20de',
  'the secret of a webhook channel': 'channel-Planted-6e19fa-and-some-more',
  'a key that is none': 'crl_Planted-0b7d44',
  'a token of an invitation': 'invitation-Planted-d3a1c9',
  'the mail server’s password': planted.smtp,
  'the password of backups': planted.backup,
  'the owner’s password': owner.password,
}
/** A text that is no secret: whoever looks and does not find it is not looking. */
const open = 'open-Planted-44c2e8'

const leaks: Attack = {
  name: 'leaks',
  async run(house, tally) {
    const made = await plant(house)
    const all = { ...secrets, ...made.secrets }
    const seen = answered.slice(made.from)
    await house.runJobs()
    const places: Record<string, string> = {
      'the log at the level trace': house.log.join(''),
      'the answers': seen.join('\n'),
      'the export of the audit log': (await house.owner('GET audit/export')).text,
      'the export of numbers': (
        await house.owner('GET numbers/export?of=posts&from=2026-01-01&to=2026-12-31')
      ).text,
      'the description of the API': (await house.visitor()('GET /api/openapi.json')).text,
      'the database': await database(house),
      'a backup': await backup(house),
    }
    for (const [where, text] of Object.entries(places)) {
      tally.check(`control: there is something in ${where}`, text.length > 20)
      for (const [what, secret] of Object.entries(all))
        tally.check(`${what} in ${where}`, !holds(text, secret), lineWith(text, secret))
    }
    for (const where of ['the answers', 'the database'])
      tally.check(`control: what is open is found in ${where}`, holds(places[where] ?? '', open))
    house.ctx.log.warn({ note: open }, 'planted')
    tally.check('control: what is logged openly is found in the log', house.log.join('').includes(open))
  },
}

/** Also as it stands in an address, in Base64 and in the bytes of the database. */
const holds = (text: string, secret: string): boolean =>
  [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2),
  ].some((form) => text.includes(form)) || text.includes(Buffer.from(secret).toString('hex'))

const lineWith = (text: string, secret: string): string =>
  text.split('\n').find((line) => line.includes(secret)) ?? ''

async function plant(house: House) {
  const { owner: person, visitor, lure } = house
  const hook = await person('POST hooks', { url: `${lure.url}/hook`, events: ['post.proposed'] })
  const key = await person('POST keys', { name: 'Planted', role: 'analyst' })
  const invited = await person('POST invitations', {
    email: 'invited@example.org',
    role: 'analyst',
    way: 'link',
  })
  const token = String(invited.body.url).split('#')[1] ?? ''
  const from = answered.length
  await person(`POST hooks/${hook.body.id}/test`)
  await visitor({ authorization: `Bearer ${key.body.secret}` })('GET posts')
  await visitor()('POST sign-in', { email: owner.email, password: secrets['a wrong password'] })
  await visitor()('POST sign-in', { email: owner.email, password: owner.password })
  await visitor()('POST sign-in', `{"email":"a","password":"${secrets['a wrong password']}"`)
  await visitor({ authorization: `Bearer ${secrets['a key that is none']}` })('GET posts')
  await visitor()('POST invitation', { token: secrets['a token of an invitation'] })
  await visitor()('POST invitation', { token })
  for (const server of [lure.url, 'https://10.0.0.1'])
    await person('POST channels', {
      network: 'mastodon',
      way: 'token',
      fields: { server, token: secrets['the token of a Mastodon account'] },
    })
  const password = secrets['the password of a Bluesky account']
  for (const server of [lure.url, 'https://10.0.0.1'])
    await person('POST channels', {
      network: 'bluesky',
      way: 'password',
      fields: { account: 'ann.hostile.example', password, server },
    })
  const secret = secrets['the secret of a webhook channel']
  for (const path of ['/hook', '/nowhere'])
    await person('POST channels', {
      network: 'webhook',
      way: 'address',
      fields: { url: lure.url + path, secret },
    })
  await person('POST campaigns', { name: open })
  for (const path of [
    'hooks',
    'keys',
    'invitations',
    'channels',
    'audit',
    'me',
    'sessions',
    'notifications',
    `hooks/${hook.body.id}/calls`,
  ])
    await person(`GET ${path}`)
  return {
    from,
    secrets: {
      'the secret of a webhook': String(hook.body.secret),
      'an API key': String(key.body.secret),
      'the token of an invitation': token,
    },
  }
}

/** Every row of every table, as text. */
async function database({ ctx }: House): Promise<string> {
  const { pool } = ctx.database
  const tables = await pool.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  const rows: string[] = []
  for (const { name } of tables.rows as { name: string }[])
    rows.push(...(await pool.query(`select t::text as row from ${name} t`)).rows.map(({ row }) => row))
  return rows.join('\n')
}

async function backup({ ctx, home }: House): Promise<string> {
  const file = join(home, 'taken.backup')
  await takeBackup({ home, database: ctx.database, storage: ctx.storage }, fileSpot(file), planted.backup)
  return (await readFile(file)).toString('latin1')
}

export const leakAttacks: readonly Attack[] = [leaks]
