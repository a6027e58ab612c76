import { expect, test } from 'vitest'
import type { Bed } from '../kit/bed.ts'
import { wrongFields } from '../kit/fields.ts'
import { limitsOf } from '../kit/limits.ts'
import type { Account, Tools } from '../kit/network.ts'
import { testNetwork } from '../kit/suite.ts'
import { manual } from './index.ts'
import { manifest } from './manifest.ts'

const tools = {} as Tools

async function joined(fields: Record<string, string>) {
  const [one] = (await manual.connect.form?.(tools, 'name', fields)) ?? []
  if (!one) throw new Error('No place was joined')
  return one
}

/** Nobody stands behind a place: there is nothing that could be sent, fail or be read. */
function placeBed(): Bed {
  let count = 0
  return {
    start: async () => {},
    stop: async () => {},
    hosts: () => [],
    join: () => joined({ place: `Place ${++count}` }),
    mode: () => {},
    skew: () => {},
    expire: () => {},
    secrets: () => [],
    published: async () => [],
  }
}

testNetwork(manual, placeBed())

test('a place is known again by its name and address, however they are written', async () => {
  const one = await joined({ place: 'Local forum', address: 'forum.example/shop' })
  const same = await joined({ place: ' local forum ', address: 'https://forum.example/shop' })
  const other = await joined({ place: 'Local forum', address: 'forum.example/club' })
  expect(same.remoteId).toBe(one.remoteId)
  expect(other.remoteId).not.toBe(one.remoteId)
  expect(one).toMatchObject({
    name: 'Local forum',
    handle: 'forum.example',
    profileUrl: 'https://forum.example/shop',
  })
})

test('a place without an address has none, and what is no address of the web is none either', async () => {
  expect(await joined({ place: 'Noticeboard' })).toMatchObject({ handle: 'Noticeboard', profileUrl: '' })
  expect(await joined({ place: 'Odd', address: 'javascript:alert(1)' })).toMatchObject({ profileUrl: '' })
})

test('what people say that it takes is what is checked', async () => {
  const { limits, settings = {} } = await joined({ place: 'Tiny', chars: '10', pictures: '0', films: '1' })
  expect(limits).toEqual({ text: { max: 10 }, images: { max: 0 }, videos: { max: 1 } })
  const rules = limitsOf(manifest, limits)
  expect([rules.text.max, rules.media.images?.max, rules.media.videos?.max]).toEqual([10, 0, 1])
  const account = { settings: { ...settings, chars: '20', pictures: '' } } as unknown as Account
  expect((await manual.connect.check(tools, account)).limits).toEqual({
    text: { max: 20 },
    videos: { max: 1 },
  })
})

test.each([
  ['chars', '0', 'not_number'],
  ['chars', '2.5', 'not_number'],
  ['chars', '-1', 'not_number'],
  ['chars', '1e9', 'not_number'],
  ['pictures', '21', 'not_number'],
  ['pictures', '0', undefined],
  ['films', '', undefined],
])('%s of %j is told as %s', (name, value, code) => {
  expect(wrongFields(manifest.settings, { place: 'Here', [name]: value })[0]?.code).toBe(code)
})
