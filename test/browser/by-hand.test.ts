import { Readable } from 'node:stream'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { Media } from '../../src/modules/create/media/contract.ts'
import { addMedia, changeMedia } from '../../src/modules/create/media/service.ts'
import { keepHands } from '../../src/modules/publish/handovers/keep.ts'
import { joinPlace } from '../by-hand/place.ts'
import { dispatch, draftOf, planText, rowOf } from '../factories/delivery.ts'
import { type House, house, lived } from './house.ts'
import { faults, languages, misfits, shot } from './look.ts'

let home: House
let channelId: string
const ids: Record<string, string> = {}
let picture: Media
let withdraw: () => Promise<unknown>

const inMinutes = (many: number) => new Date(Date.now() + many * 60_000)

beforeAll(async () => {
  home = await house()
  const w = await lived(home)
  channelId = await joinPlace(w, 'Parents of the north district', {
    address: 'https://forum.example.com/north',
    advice: 'Open the group, press “New post”, choose “Everybody”.',
    chars: '500',
  })
  const thread = {
    ...draftOf('How we bake: rye, water, salt.', 'And 24 hours of patience. 🥖'),
    title: 'Rye from the stone oven',
    firstReply: 'Opening hours: https://bakery.example/hours',
    options: { note: 'Pin it for the weekend.' },
  }
  ids.thread = await planText(w, channelId, thread, inMinutes(5))
  ids.late = await planText(w, channelId, 'Who comes first gets the crust.', inMinutes(6))
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a31' } })
    .jpeg()
    .toBuffer()
  picture = await addMedia(home.ctx, w.actor('owner'), {
    stream: Readable.from([bytes]),
    fileName: 'Anna with a loaf.jpg',
  })
  const shown = draftOf('Anna bakes.').parts.map((part) => ({
    ...part,
    media: [{ ...picture, alt: 'Anna' }],
  }))
  ids.shown = await planText(w, channelId, { ...draftOf(), parts: shown }, inMinutes(7))
  await dispatch(home)
  withdraw = () => changeMedia(home.ctx, w.actor('owner'), picture.id, { consent: 'withdrawn' })
  await home.ctx.db
    .updateTable('deliveries')
    .set({ dueAt: inMinutes(-90) })
    .where('id', '=', ids.late)
    .execute()
})

test('on a phone: from Today to the page, copied, out with its address, and taken back', async () => {
  const { page, context, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/')
  await page.getByText('To be put on Parents of the north district by hand').first().waitFor()
  await shot(page, 'by-hand-today-phone')
  await page.goto(`/hand/${ids.thread}`)
  await page.getByRole('heading', { name: 'Part 2 of 2' }).waitFor()
  await page.getByText('Pin it for the weekend.').waitFor()
  await shot(page, 'by-hand-page-phone', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Copy: Part 2 of 2' }).click()
  await page.getByText('Copied', { exact: true }).waitFor()
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe('And 24 hours of patience. 🥖')
  await page.reload()
  await page.getByRole('button', { name: 'Copied: Part 2 of 2' }).waitFor()
  await page.getByRole('button', { name: 'I do it' }).click()
  await page.getByRole('button', { name: 'I do it' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'It is out', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address of the post').fill('forum.example.com/t/4711')
  await shot(page, 'by-hand-out-phone')
  expect(await faults(page, complaints)).toEqual([])
  await dialog.getByRole('button', { name: 'It is out', exact: true }).click()
  await page.getByText('It is out since').waitFor()
  await shot(page, 'by-hand-done-phone')
  expect((await rowOf(home.ctx, ids.thread ?? '')).parts).toMatchObject([
    { url: 'https://forum.example.com/t/4711' },
  ])
  await page.getByRole('button', { name: 'It is not out' }).click()
  await page.getByRole('button', { name: 'It is out', exact: true }).waitFor()
  expect((await rowOf(home.ctx, ids.thread ?? '')).state).toBe('handed')
  expect(complaints).toEqual([])
})

test('on a desk: late, left out with a reason, and who does it on the channel', async () => {
  const { page, complaints } = await home.signedIn({ size: 'desktop', theme: 'light' })
  await page.goto(`/deliveries/${ids.late}`)
  await page.getByText('It is to be put on').waitFor()
  await shot(page, 'by-hand-delivery-desktop', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('link', { name: 'Text and files for your hands' }).click()
  await page.getByText('Put it there now, or say why not.').waitFor()
  await shot(page, 'by-hand-page-desktop', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Not today' }).click()
  await page.getByRole('menuitem', { name: 'Leave it out' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('The forum is down')
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click()
  await page.getByText('It is in nobody’s hands').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'It is out', exact: true }).waitFor()
  await page.goto(`/channels/${channelId}`)
  await page.getByRole('heading', { name: 'By hand' }).waitFor()
  await page.getByRole('checkbox', { name: 'Ieva Kalniņa' }).click()
  await page.getByLabel('Minutes before its time').fill('15')
  await shot(page, 'by-hand-channel-desktop', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  const form = page.locator('form').filter({ has: page.getByLabel('Minutes before its time') })
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.goto('/settings/notifications')
  await page.getByRole('heading', { name: 'On this device' }).waitFor()
  await shot(page, 'by-hand-devices-desktop')
  expect(await faults(page, complaints)).toEqual([])
})

test('a consent that is withdrawn while the page is open stops it there and then, and that it is out can still be said', async () => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.goto(`/hand/${ids.shown}`)
  await page.getByText('Anna bakes.').waitFor()
  await withdraw()
  await page.getByText('The consent to show “Anna with a loaf.jpg” was withdrawn.').waitFor()
  expect(await page.getByText('Anna bakes.').count()).toBe(0)
  await shot(page, 'by-hand-withdrawn-phone', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  await keepHands(home.ctx)
  await page.getByText('It is in nobody’s hands').waitFor()
  await page.getByRole('button', { name: 'It is out', exact: true }).click()
  await page.getByText('Something of it may not be shown any more.').waitFor()
  await shot(page, 'by-hand-withdrawn-out-phone')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click()
})

test.each(languages)('it fits in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', theme: 'dark', language })
  const places = {
    page: `/hand/${ids.late}`,
    withdrawn: `/hand/${ids.shown}`,
    channel: `/channels/${channelId}`,
    devices: '/settings/notifications',
  }
  expect(await misfits(visit, places, `by-hand-${language}`)).toEqual({})
})
