/** What a browser alone can show of being told at once and of handing files on: permission, service worker, Web Share. */
import { createECDH, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { addMedia } from '../../src/modules/create/media/service.ts'
import { joinPlace } from '../by-hand/place.ts'
import { dispatch, draftOf, planText } from '../factories/delivery.ts'
import { type House, house, lived } from './house.ts'
import { faults } from './look.ts'

let home: House
let id = ''

beforeAll(async () => {
  home = await house()
  const w = await lived(home)
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a31' } })
    .jpeg()
    .toBuffer()
  const picture = await addMedia(home.ctx, w.actor('owner'), {
    stream: Readable.from([bytes]),
    fileName: 'loaf.jpg',
  })
  const [part] = draftOf('Rye at eight').parts
  if (!part) throw new Error('A draft has a part')
  const draft = { ...draftOf(), parts: [{ ...part, media: [{ ...picture, alt: 'A loaf' }] }] }
  const channelId = await joinPlace(w, 'Parents of the north district')
  id = await planText(w, channelId, draft, new Date(Date.now() + 5 * 60_000))
  await dispatch(home)
})

/** The carrier of a browser's maker, which no test can reach: what it gives a browser, and nothing else of the way. */
function subscriptionOf() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return {
    endpoint: `https://push.example/${randomBytes(6).toString('hex')}`,
    keys: { p256dh: pair.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') },
  }
}

test('a browser is asked, gives its address with the key of the house, is told while no page is open, and is taken out', async () => {
  const { page, context, complaints } = await home.signedIn()
  await context.grantPermissions(['notifications'], { origin: home.url })
  const made = subscriptionOf()
  await page.addInitScript(`
    PushManager.prototype.getSubscription = async () => null
    PushManager.prototype.subscribe = async (asked) => {
      globalThis.asked = { ...asked }
      return { toJSON: () => (${JSON.stringify(made)}) }
    }`)
  await page.goto('/settings/notifications')
  await page.getByRole('button', { name: 'Tell me here' }).click()
  await page.getByText('You are told here.').waitFor()
  expect(await faults(page, complaints)).toEqual([])
  const asked = await page.evaluate<{ userVisibleOnly: boolean; applicationServerKey: string }>('asked')
  expect(asked.userVisibleOnly).toBe(true)
  expect(Buffer.from(asked.applicationServerKey, 'base64url')).toHaveLength(65)
  const known = await home.ctx.db.selectFrom('pushDevices').select(['endpoint', 'auth']).execute()
  expect(known).toEqual([{ endpoint: made.endpoint, auth: made.keys.auth }])

  // As it is brought: to the service worker, which is there without a page.
  const session = await context.newCDPSession(page)
  const registration = Promise.withResolvers<string>()
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const [first] = registrations
    if (first) registration.resolve(first.registrationId)
  })
  await session.send('ServiceWorker.enable')
  // A browser without a desktop keeps no notifications, so what it is asked to show is listened to.
  const [worker] = context.serviceWorkers()
  await worker?.evaluate(`
    self.shown = []
    ServiceWorkerRegistration.prototype.showNotification = async (title, more) => void shown.push({ title, ...more })`)
  const told = { title: 'Riga Bakery', body: 'Rye at eight', url: `/hand/${id}`, tag: 'one' }
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: home.url,
    registrationId: await registration.promise,
    data: JSON.stringify(told),
  })
  await expect
    .poll(() => worker?.evaluate<object[]>('shown'))
    .toMatchObject([{ title: told.title, body: told.body, tag: told.tag, data: { url: told.url } }])

  await page.getByRole('button', { name: 'Not here any more' }).click()
  await page.getByRole('button', { name: 'Tell me here' }).waitFor()
  expect(await home.ctx.db.selectFrom('pushDevices').select('id').execute()).toEqual([])
  expect(complaints).toEqual([])
})

test('files are handed to another app as files; where it took too long, after a second press', async () => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.addInitScript(`
    globalThis.shared = []
    navigator.canShare = ({ files }) => files.every((file) => file instanceof File)
    navigator.share = async ({ files }) => {
      shared.push(...files.map(({ name, type, size }) => ({ name, type, size })))
      if (shared.length === 1) throw new DOMException('Too late', 'NotAllowedError')
    }`)
  await page.goto(`/hand/${id}`)
  await page.getByRole('button', { name: 'Share or save the file' }).click()
  await page.getByRole('button', { name: 'They are here. Share' }).click()
  await expect.poll(() => page.evaluate<number>('shared.length')).toBe(2)
  const shared = await page.evaluate<{ name: string; type: string; size: number }[]>('shared')
  expect(shared[1]).toMatchObject({ name: '1.jpg', type: 'image/jpeg' })
  expect(shared[1]?.size).toBeGreaterThan(100)
  expect(await faults(page, complaints)).toEqual([])
})
