import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { networks } from '../registry.ts'
import { type Guide, saidOf } from './guide.ts'
import { guideFaults } from './guide-faults.ts'
import type { Manifest } from './manifest.ts'

type Tree = { [key: string]: Tree | string }

const folder = join(import.meta.dirname, '..')

/** The guide of a network and the English words of it, where there is one. */
async function read(id: string): Promise<[id: string, guide: Guide, words: Tree] | null> {
  if (!existsSync(join(folder, id, 'guide.ts'))) return null
  const { guide }: { guide: Guide } = await import(`../${id}/guide.ts`)
  const words: Tree = JSON.parse(readFileSync(join(folder, id, 'words/en.json'), 'utf8'))
  return [id, guide, (words.guide ?? {}) as Tree]
}

const manifests: Manifest[] = networks.map(({ manifest }) => manifest)
/** Whoever has to fetch something at the network first: an app, or a value that the network gives out. */
const asking = manifests.filter(
  ({ app, ways }) =>
    app || ways.some(({ fields }) => fields.some(({ kind, offer }) => kind === 'secret' && !offer)),
)

const guides = (await Promise.all(manifests.map(({ id }) => read(id)))).filter((one) => one !== null)

test('whatever asks for an app or a key shows where it is found', () => {
  const guided = guides.map(([id]) => id)
  expect(asking.length).toBeGreaterThan(10)
  expect(asking.map(({ id }) => id).filter((id) => !guided.includes(id))).toEqual([])
})

test.each(guides)(
  'the guide of %s says only what its manifest has, and all that is needed',
  (id, guide, words) => {
    const manifest = manifests.find((one) => one.id === id)
    expect(manifest && guideFaults(manifest, guide, words)).toEqual([])
  },
)

const source = { from: 'https://docs.example/app', on: '2026-11-30', confidence: 'primary' } as const
const manifest = {
  id: 'example',
  ways: [{ id: 'oauth', kind: 'oauth', label: 'Sign in', help: 'Go there.', fields: [] }],
  app: {
    register: 'https://example.com/apps',
    steps: ['Register it.'],
    fields: [
      { name: 'clientId', kind: 'text', label: 'Client ID', required: true },
      { name: 'clientSecret', kind: 'secret', label: 'Secret', required: true },
    ],
    ways: ['oauth'],
    scopes: [],
    source,
  },
  webhooks: { of: 'app', steps: ['Paste it.'], copies: ['verify'], tells: 'Posts.', source },
} satisfies Parameters<typeof guideFaults>[0]

const whole = {
  speaks: 'en',
  app: {
    0: [
      {
        at: 'example.com/apps',
        rows: [
          { do: 'fill', at: 'Callback', with: 'back' },
          { do: 'copy', at: 'ID', to: 'clientId' },
          { do: 'copy', at: 'Secret', to: 'clientSecret' },
        ],
        source,
      },
    ],
  },
} satisfies Guide

test('a guide that shows all has no faults', () => {
  expect(guideFaults(manifest, whole)).toEqual([])
})

test('a guide tells what it leaves out', () => {
  const place = { at: 'example.com', rows: [{ do: 'press', at: 'Save' }], source } as const
  expect(guideFaults(manifest, { speaks: 'en', app: { 0: [place] }, webhooks: { 0: [place] } })).toEqual([
    'app: nothing says where people come back to',
    'app: nothing says where clientId is found',
    'app: nothing says where clientSecret is found',
    'webhooks: nothing says where webhook goes',
    'webhooks: nothing says where verify goes',
  ])
})

test('what was read in source code is not called documentation, nor the other way round', () => {
  const [first] = whole.app[0]
  const read = 'https://code.example/repo/blob/main/settings.tsx'
  const faultsOf = (place: object) =>
    guideFaults(manifest, { ...whole, app: { 0: [{ ...first, ...place }] } } as Guide)
  expect(faultsOf({ source: { ...source, from: read } })).toEqual([`app.0: ${read} is a file of source code`])
  expect(faultsOf({ inCode: true })).toEqual([`app.0: ${source.from} is no file of source code`])
  expect(faultsOf({ inCode: true, source: { ...source, from: read } })).toEqual([])
})

test('a guide tells of steps, ways, fields, values and words that are not there', () => {
  const place = {
    at: 'https://example.com',
    rows: [
      { do: 'copy', at: 'Key', to: 'apiKey' },
      { do: 'fill', at: 'Address', with: 'webhook' },
      { do: 'choose', at: { says: 'Art', means: 'kind' }, among: [{ name: 'A' }] },
      { do: 'choose', at: 'Rights', among: 'scopes' },
    ],
    source: { ...source, from: 'somewhere', on: 'today' },
  } as const
  const guide = {
    ...whole,
    app: { ...whole.app, 7: [place] },
    ways: { token: [{ ...place, rows: [] }] },
  } as const
  expect(guideFaults(manifest, guide, { old: 'Old' })).toEqual([
    'there is no step app.7',
    'there is no way token',
    'app.7: “https://example.com” is no address without its scheme',
    'app.7: today is no day',
    'app.7: somewhere is no address',
    'app.7: no field of ours is called apiKey',
    'app.7: “webhook” is not known there',
    'app.7: nothing is chosen of “Art”',
    'app.7: the manifest asks for no permissions',
    'ways.token: “https://example.com” is no address without its scheme',
    'ways.token: there is nothing to do',
    'ways.token: today is no day',
    'ways.token: somewhere is no address',
    'guide.kind has no words',
    'guide.old is said nowhere',
  ])
})

test('what has another name with everybody says nothing by itself', () => {
  expect(['App', { says: 'App' }, { own: 'app' } as const].map(saidOf)).toEqual(['App', 'App', ''])
})
