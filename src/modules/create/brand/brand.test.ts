import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { addMedia } from '../media/index.ts'
import { deleteMedia } from '../media/service.ts'
import { BrandBody } from './contract.ts'
import { changeBrand, readBrand } from './service.ts'

async function logo(w: World, width = 24) {
  const bytes = await sharp({ create: { width, height: 24, channels: 4, background: '#123456' } })
    .png()
    .toBuffer()
  return addMedia(w.ctx, w.actor('editor'), { stream: Readable.from([bytes]), fileName: 'mark.png' })
}

const fonts = { heading: { font: 'serif', bold: true }, text: { font: 'sans', bold: false } } as const
const kit = (over: Partial<BrandBody> = {}): BrandBody => ({
  version: 0,
  colours: [{ name: 'Bell', value: '#1f6f5c' }],
  fonts,
  logos: [],
  ...over,
})

test('a kit is empty until somebody says how the brand looks, and is kept in its order', async () => {
  const w = await world()
  const owner = w.actor('owner')
  expect(await readBrand(w.ctx, owner)).toMatchObject({ version: 0, colours: [], logos: [] })
  const [one, two] = [await logo(w), await logo(w, 48)]
  const logos = [
    { mediaId: two.id, name: 'Wide' },
    { mediaId: one.id, name: 'Mark' },
  ]
  expect(await changeBrand(w.ctx, owner, kit({ logos }))).toMatchObject({
    version: 1,
    colours: [{ name: 'Bell', value: '#1f6f5c' }],
    fonts,
    logos: [{ name: 'Wide', width: 48 }, { name: 'Mark' }],
  })
  const there = await w.tenant()
  expect(await readBrand(w.ctx, there.actor('owner'))).toMatchObject({ version: 0, logos: [] })
})

test('who changes what somebody changed meanwhile is told, and nothing is written over', async () => {
  const w = await world()
  const owner = w.actor('owner')
  const both = await Promise.allSettled([
    changeBrand(w.ctx, owner, kit()),
    changeBrand(w.ctx, owner, kit({ colours: [] })),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [refused] = both.filter((one) => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'brand.changed_since' })
  await expect(changeBrand(w.ctx, owner, kit({ version: 7 }))).rejects.toMatchObject({
    code: 'brand.changed_since',
  })
  expect(await changeBrand(w.ctx, owner, kit({ version: 1 }))).toMatchObject({ version: 2 })
})

test('a logo is a picture of this library; one that was deleted is no longer shown', async () => {
  const w = await world()
  const owner = w.actor('owner')
  const there = await w.tenant()
  const media = await logo(w)
  const logos = [{ mediaId: media.id, name: 'Mark' }]
  await expect(changeBrand(w.ctx, there.actor('owner'), kit({ logos }))).rejects.toMatchObject({
    code: 'brand.no_logo',
    facts: { name: 'Mark' },
  })
  await changeBrand(w.ctx, owner, kit({ logos }))
  await deleteMedia(w.ctx, w.actor('editor'), media.id)
  expect((await readBrand(w.ctx, owner)).logos).toEqual([])
})

test('colours are colours, each once', () => {
  const twice = [
    { name: 'A', value: '#1f6f5c' },
    { name: 'B', value: '#1F6F5C' },
  ]
  expect(BrandBody.safeParse(kit({ colours: twice })).success).toBe(false)
  expect(BrandBody.safeParse(kit({ colours: [{ name: 'A', value: 'url(x)' }] })).success).toBe(false)
})
