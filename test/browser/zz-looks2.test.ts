import { beforeAll, test } from 'vitest'
import { dispatch, draftOf, fakeChannel, planText } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { type FakeServer, startFakeServer } from '../fake-server.ts'
import { type House, house } from './house.ts'

let home: House
let server: FakeServer
const ids: Record<string, string> = {}
beforeAll(async () => {
  server = await startFakeServer({ keys: true })
  const networks = fakeNetworks().map((n) => n)
  home = await house({ networks, fetch: globalThis.fetch })
  const visit = await home.signedIn()
  const workspaceId = visit.workspaceId
  await visit.context.close()
  const actor: House['actor'] = (role) => ({ ...home.actor(role), workspaceId })
  const w = { ctx: home.ctx, workspaceId, actor }
  const channel = await fakeChannel(w, server, 'idempotent')
  const live = async (name: string, text: string | ReturnType<typeof draftOf>) => {
    ids[name] = await planText(w, channel.id, text, new Date())
    await dispatch(home)
  }
  await live('lacks', 'Rye bread from the stone oven is ready at seven.')
  await live('pin', 'Who comes first gets the crust.')
  await live('behind', draftOf('How we bake: rye, water, salt.', 'And 24 hours of patience. 🥖'))
  await live('behindWhole', 'Two tables free for Saturday.')
  const set = (name: string, values: object) =>
    home.ctx.db.updateTable('deliveries').set(values as never).where('id', '=', ids[name] as string).execute()
  await set('lacks', { failureKind: 'rejected', failureCode: 'cover_left', failureWords: 'It is out without its cover: Facebook did not take the picture.' })
  await set('pin', { state: 'failed', failureKind: 'rejected', failureCode: 'not_pinned', failureWords: 'The post is out, but VK does not let this key pin it. Pin it at VK, or try again here: nothing is sent twice.' })
  const row = await home.ctx.db.selectFrom('deliveries').select('parts').where('id', '=', ids.behind as string).executeTakeFirstOrThrow()
  await set('behind', { state: 'failed', behind: true, parts: JSON.stringify((row.parts as unknown[]).slice(0, 1)), failureKind: 'rejected', failureCode: 'not_taken', failureWords: 'Nobody wants to read that.' })
  await set('behindWhole', { state: 'failed', behind: true, parts: '[]', failureKind: 'rejected', failureCode: 'not_taken', failureWords: 'Nobody wants to read that.' })
})
test.each(['en', 'ru', 'lv', 'th', 'vi'])('%s', async (language) => {
  for (const theme of language === 'en' ? (['dark', 'light'] as const) : (['dark'] as const)) {
    const { page, context } = await home.signedIn({ size: theme === 'light' ? 'desktop' : 'phone', theme, language })
    for (const [name, id] of Object.entries(ids)) {
      await page.goto(`/deliveries/${id}`)
      await page.waitForTimeout(2500)
      await page.waitForTimeout(500)
      await page.screenshot({ path: `/tmp/looks2-s/d-${language}-${name}-${theme}.png`, fullPage: true })
    }
    await context.close()
  }
})
