import { expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { networks } from '../../../networks/registry.ts'
import { saveCapacity } from '../content-plan/index.ts'
import { PersonaBody } from '../personas/contract.ts'
import { addPersona, archivePersona } from '../personas/service.ts'
import { ChoiceSettings, FigureBody, placeOf } from './contract.ts'
import { listFigures, restoreFigure, setFigure } from './figures.ts'
import { readChoice, readFit, setChoice } from './service.ts'
import { exportFigures, importFigures } from './table.ts'

const fault = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'none').catch((error) => error.code)

const settings = ChoiceSettings.parse({
  countries: ['LV'],
  formats: [
    { format: 'image', hours: 0.5 },
    { format: 'text', hours: 0.25 },
    { format: 'short', hours: 3 },
  ],
})

const anna = PersonaBody.parse({
  name: 'Anna',
  kind: 'b2c',
  facts: [
    { field: 'age', range: { from: 22, to: 40 }, evidence: 'survey' },
    {
      field: 'gender',
      shares: [
        { value: 'women', share: 0.8 },
        { value: 'men', share: 0.2 },
      ],
    },
  ],
})

const figure = (more: object = {}) =>
  FigureBody.parse({
    ...{ network: 'bluesky', country: 'LV', measure: 'use', dimension: 'age', value: '18-29', number: 0.12 },
    ...{ source: 'Our survey', url: 'https://example.com/survey', knownOn: '2029-12-01', confidence: 'high' },
    ...more,
  })

type Bakery = World & { owner: Actor; persona: string }

async function bakery(): Promise<Bakery> {
  const w = await world({ networks, at: '2030-01-15T12:00:00Z' })
  const id = `olga-${w.workspaceId}`
  await w.ctx.db
    .insertInto('users')
    .values({ id, name: 'Olga', email: `${id}@example.com` })
    .execute()
  const owner: Actor = { ...w.actor('owner'), kind: 'person', id, name: 'Olga' }
  const persona = await addPersona(w.ctx, owner, anna)
  return Object.assign(w, { owner, persona: persona.id })
}

test('settings are saved over the version that was read, and networks say whether one can publish there', async () => {
  const w = await bakery()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'bluesky')
  const empty = await readChoice(w.ctx, w.owner)
  expect(empty).toMatchObject({
    version: 0,
    settings: { formats: [], perWeek: 3 },
    capacityHours: null,
    takenHours: 0,
  })
  expect(empty.networks.find(({ network }) => network === 'bluesky')).toMatchObject({
    publishes: true,
    channels: [channel],
  })
  const publishing = empty.networks.filter(({ publishes }) => publishes).map(({ network }) => network)
  expect(publishing).toEqual(
    empty.networks.map(({ network }) => network).filter((id) => w.ctx.networks.get(id)?.publish),
  )
  expect(await setChoice(w.ctx, w.owner, { ...settings, version: 0 })).toMatchObject({ version: 1, settings })
  expect(await fault(setChoice(w.ctx, w.owner, { ...settings, version: 0 }))).toBe('choice.changed')
})

test('every network is weighed against a persona with its reasons; what is not known says so', async () => {
  const w = await bakery()
  await setChoice(w.ctx, w.owner, { ...settings, version: 0 })
  await saveCapacity(w.ctx.db, w.workspaceId, 12)
  const found = await readFit(w.ctx, w.owner, { persona: w.persona, chosen: [] })
  expect(found.items).toHaveLength(16)
  expect(found.countries).toEqual([{ country: 'LV', share: 1 }])
  expect(found.people).toMatchObject({ ages: true, genders: true, places: false })
  const lows = found.items.flatMap(({ score }) => score?.low ?? [])
  expect(lows).toEqual([...lows].sort((a, b) => b - a))
  const youtube = found.items.find(({ network }) => network === 'youtube')
  expect(youtube?.reasons.find(({ part }) => part === 'reach')).toMatchObject({
    known: true,
    notes: expect.arrayContaining(['whole_only']),
    used: [{ country: 'LV', number: 0.756 }],
  })
  const mastodon = found.items.find(({ network }) => network === 'mastodon')
  expect(mastodon?.reasons.find(({ part }) => part === 'reach')).toMatchObject({
    known: false,
    value: { low: 0, high: 1 },
  })
  expect(mastodon?.rests).toBeLessThan(0.4)
  expect(found.coverage).toBeNull()
  expect(found.proposal?.hours).toBeLessThanOrEqual(12)
})

test('hours that do not carry what was chosen are told, and what the chosen ones do not reach', async () => {
  const w = await bakery()
  await setChoice(w.ctx, w.owner, { ...settings, version: 0 })
  await saveCapacity(w.ctx.db, w.workspaceId, 4)
  const chosen = ['bluesky', 'facebook', 'mastodon']
  const { hours, coverage } = await readFit(w.ctx, w.owner, { persona: w.persona, chosen })
  // 3 × 0.25 + 1 each.
  expect(hours).toEqual({ chosen: 5.25, capacity: 4, carries: 2 })
  expect(coverage?.parts.length).toBeGreaterThan(1)
  const only = await readFit(w.ctx, w.owner, { persona: w.persona, chosen: ['bluesky'] })
  expect(only.coverage?.unreached.length).toBeGreaterThan(0)
  expect(await fault(readFit(w.ctx, w.owner, { persona: w.persona, chosen: ['myspace'] }))).toBe(
    'choice.no_network',
  )
})

test('where a network is barred it is not proposed, with the source of the bar', async () => {
  const w = await bakery()
  await setChoice(w.ctx, w.owner, { ...settings, countries: ['RU'], version: 0 })
  await saveCapacity(w.ctx.db, w.workspaceId, 40)
  const { items, proposal } = await readFit(w.ctx, w.owner, { persona: w.persona, chosen: ['instagram'] })
  const instagram = items.find(({ network }) => network === 'instagram')
  expect(instagram).toMatchObject({ barred: true, score: null })
  expect(instagram?.bars.map(({ kind }) => kind).sort()).toEqual(['access', 'ads'])
  expect(items.slice(-3).every(({ barred }) => barred)).toBe(true)
  // One source says so, and nobody is sure: told, not barred.
  expect(items.find(({ network }) => network === 'linkedin')).toMatchObject({
    barred: false,
    bars: [{ confidence: 'low' }],
  })
  expect(proposal?.networks).not.toContain('instagram')
})

test('a figure of the workspace stands over the reference, says who entered it, and can be taken back', async () => {
  const w = await bakery()
  const find = async (network: string, place: string) =>
    (await listFigures(w.ctx, w.owner, { network })).items.find((one) => placeOf(one) === place)
  const body = figure({ network: 'youtube', dimension: 'all', value: '', number: 0.9 })
  expect(await find('youtube', placeOf(body))).toMatchObject({ number: 0.756, own: false, by: null })
  expect(await setFigure(w.ctx, w.owner, body)).toMatchObject({
    ...{ number: 0.9, own: true, by: 'Olga', source: 'Our survey', reference: { number: 0.756 } },
  })
  expect(await find('youtube', placeOf(body))).toMatchObject({ number: 0.9 })
  await setFigure(w.ctx, w.owner, { ...body, number: null })
  expect(await find('youtube', placeOf(body))).toMatchObject({ number: null, own: true })
  await restoreFigure(w.ctx, w.owner, body)
  expect(await find('youtube', placeOf(body))).toMatchObject({ number: 0.756, own: false })
  // One that the reference never had is gone when it is taken back.
  await setFigure(w.ctx, w.owner, figure())
  await restoreFigure(w.ctx, w.owner, figure())
  expect(await find('bluesky', placeOf(figure()))).toBeUndefined()
  expect(await fault(setFigure(w.ctx, w.owner, figure({ network: 'myspace' })))).toBe('choice.no_network')
  const half = { measure: 'profile', dimension: 'gender', network: 'mastodon' } as const
  await setFigure(w.ctx, w.owner, figure({ ...half, value: 'male', number: 0.7 }))
  expect(await fault(setFigure(w.ctx, w.owner, figure({ ...half, value: 'female', number: 0.7 })))).toBe(
    'choice.over_whole',
  )
})

test('a figure of the reference does not come back beside others with which it is more than the whole; its group does', async () => {
  const w = await bakery()
  const { items } = await listFigures(w.ctx, w.owner, {})
  const parts = Map.groupBy(
    items.filter((one) => one.measure === 'profile' && one.dimension === 'gender' && (one.number ?? 0) > 0),
    ({ network, country }) => `${network}|${country}`,
  )
  const [first, second] = [...parts.values()].find((group) => group.length >= 2) ?? []
  if (!first || !second) throw new Error('the reference knows no network by gender')
  const put = (place: typeof first, number: number) =>
    setFigure(w.ctx, w.owner, FigureBody.parse({ ...place, number, source: 'Our survey' }))
  await put(first, 0.05)
  await put(second, 0.9)
  await expect(restoreFigure(w.ctx, w.owner, first)).rejects.toMatchObject({
    ...{ code: 'choice.restored_over_whole', facts: { network: first.network, dimension: 'gender', own: 1 } },
  })
  const find = async (place: typeof first) =>
    (await listFigures(w.ctx, w.owner, { network: place.network })).items.find(
      (one) => placeOf(one) === placeOf(place),
    )
  expect(await find(first)).toMatchObject({ own: true, number: 0.05 })
  await restoreFigure(w.ctx, w.owner, { ...first, group: true })
  expect(await find(first)).toMatchObject({ own: false, number: first.number })
  expect(await find(second)).toMatchObject({ own: false, number: second.number })
})

test('a figure without a source, over the whole, or of a group that is none is refused', () => {
  const codes = (more: object) =>
    FigureBody.safeParse({ ...figure(), ...more }).error?.issues.map((issue) =>
      'params' in issue ? issue.params?.code : issue.code,
    )
  expect(codes({ source: '' })).toEqual(['figure_source'])
  expect(codes({ number: 1.2 })).toEqual(['figure_share'])
  for (const value of ['34-18', 'young', '18-200', '']) expect(codes({ value })).toEqual(['figure_group'])
  expect(codes({ dimension: 'gender', value: 'Female' })).toEqual(['figure_group'])
  expect(codes({ url: 'javascript:alert(1)' })).toHaveLength(1)
})

test('figures go out as a table and come back; the same table changes nothing', async () => {
  const w = await bakery()
  await setFigure(w.ctx, w.owner, figure({ source: '=HYPERLINK("x")' }))
  const csv = await exportFigures(w.ctx, w.owner)
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
  expect(await importFigures(w.ctx, w.owner, { csv, dry: false })).toMatchObject({ changes: 0, faults: [] })
  await restoreFigure(w.ctx, w.owner, figure())
  expect(await importFigures(w.ctx, w.owner, { csv, dry: true })).toMatchObject({ changes: 1, faults: [] })
  expect((await listFigures(w.ctx, w.owner, {})).items.some(({ own }) => own)).toBe(false)
  expect(await importFigures(w.ctx, w.owner, { csv, dry: false })).toMatchObject({ changes: 1 })
  const own = (await listFigures(w.ctx, w.owner, {})).items.filter((one) => one.own)
  expect(own).toMatchObject([{ number: 0.12, source: '=HYPERLINK("x")' }])
})

test('a table with a wrong line brings in nothing, and says which lines are wrong and why', async () => {
  const w = await bakery()
  const head = 'network;country;measure;dimension;value;number;source;known_on;confidence'
  const lines = [
    'bluesky;LV;use;age;18-29;12 %;Survey;2029-12-01;high',
    'myspace;LV;use;age;18-29;12 %;Survey;2029-12-01;high',
    'bluesky;LV;use;age;old;12 %;Survey;2029-12-01;high',
    'bluesky;LV;use;age;30-49;many;Survey;2029-12-01;high',
    'bluesky;LV;use;age;30-49;120 %;Survey;2029-12-01;high',
    'bluesky;LV;use;age;30-49;12 %;;2029-12-01;high',
    'bluesky;LV;use;age;30-49;12 %;Survey;soon;high',
    'bluesky;LV;use;age;30-49;12 %;Survey;2029-12-01;sure',
    'bluesky;LV;use;age;18-29;13 %;Survey;2029-12-01;high',
  ]
  const read = await importFigures(w.ctx, w.owner, { csv: [head, ...lines].join('\n'), dry: false })
  expect(read.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
    ...['3 unknown_network', '4 group', '5 not_a_number', '6 too_much', '7 no_source', '8 no_day'],
    ...['9 unknown_word', '10 twice'],
  ])
  expect((await listFigures(w.ctx, w.owner, {})).items.some(({ own }) => own)).toBe(false)
  const whole = [
    head,
    'mastodon;;profile;gender;male;70 %;S;2029-12-01;low',
    'mastodon;;profile;gender;female;70 %;S;2029-12-01;low',
  ]
  expect(await importFigures(w.ctx, w.owner, { csv: whole.join('\n'), dry: false })).toMatchObject({
    faults: [{ line: 3, code: 'over_whole' }],
  })
  // Each line alone would come to more than all; together they are another cut.
  const male = { measure: 'profile', dimension: 'gender', network: 'mastodon', value: 'male' } as const
  await setFigure(w.ctx, w.owner, figure({ ...male, number: 0.6 }))
  await setFigure(w.ctx, w.owner, figure({ ...male, value: 'female', number: 0.4 }))
  const turned = [
    head,
    'mastodon;;profile;gender;female;60 %;S;2029-12-01;low',
    'mastodon;;profile;gender;male;40 %;S;2029-12-01;low',
  ]
  expect(await importFigures(w.ctx, w.owner, { csv: turned.join('\n'), dry: false })).toMatchObject({
    changes: 2,
    faults: [],
  })
  const many = [head, ...Array.from({ length: 5001 }, () => turned[1])].join('\n')
  expect((await importFigures(w.ctx, w.owner, { csv: many, dry: true })).faults).toContainEqual(
    expect.objectContaining({ code: 'many_lines' }),
  )
  expect((await importFigures(w.ctx, w.owner, { csv: 'a,b\n1,2', dry: true })).faults).toMatchObject([
    { code: 'no_columns' },
  ])
  expect((await importFigures(w.ctx, w.owner, { csv: '"network', dry: true })).faults).toMatchObject([
    { code: 'unclosed' },
  ])
})

test('another tenant has figures, settings and personas of its own', async () => {
  const [w, other] = [await bakery(), await bakery()]
  await setFigure(w.ctx, w.owner, figure())
  await setChoice(w.ctx, w.owner, { ...settings, version: 0 })
  expect((await listFigures(other.ctx, other.owner, {})).items.some(({ own }) => own)).toBe(false)
  expect((await readChoice(other.ctx, other.owner)).version).toBe(0)
  expect(await fault(readFit(other.ctx, other.owner, { persona: w.persona, chosen: [] }))).toBe(
    'choice.no_persona',
  )
  await archivePersona(w.ctx, w.owner, w.persona)
  expect(await fault(readFit(w.ctx, w.owner, { persona: w.persona, chosen: [] }))).toBe('choice.no_persona')
})
