import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { addManual, enterWeeks } from '../manual/service.ts'
import { StrategyBody } from '../strategy/contract.ts'
import { saveStrategy } from '../strategy/index.ts'
import { type Letter, LettersQuery } from './contract.ts'
import { judgeFields, readSentence } from './service.ts'

const here = () =>
  world({ networks: [countingNetwork('plain', ['likes', 'replies'])], at: '2030-04-01T08:00:00Z' })

const dayBefore = (days: number): string =>
  new Date(Date.parse('2030-04-01') - days * 86_400_000).toISOString().slice(0, 10)

async function growing(w: World, days = 60): Promise<string> {
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  for (let ago = days - 1; ago >= 0; ago--)
    await tell(w.ctx, w.workspaceId, 'channel', channel, `${dayBefore(ago)}T06:00Z`, {
      followers: 1240 - 4 * ago + (ago % 3),
    })
  return channel
}

const read = (w: World, text: string) => readSentence(w.ctx, w.actor('owner'), text)
const judge = (w: World, fields: object) => judgeFields(w.ctx, w.actor('owner'), LettersQuery.parse(fields))
const stand = (letters: readonly Letter[]) =>
  letters.map(({ letter, state, reason }) => `${letter} ${state} ${reason}`)

test('a sentence of two results is two goals, and each missing letter says why and offers its mend', async () => {
  const w = await here()
  await growing(w)
  const { goals, vague } = await read(w, 'increase sales and get more followers by 30 %')
  expect(goals.map(({ said }) => said)).toEqual(['increase sales', 'get more followers by 30 %'])
  const [sales, followers] = goals
  expect(sales?.draft).toMatchObject({ metric: null, thing: 'sales', target: null })
  expect(stand(sales?.letters ?? [])).toContain('M missing by_hand')
  expect(followers?.draft).toMatchObject({
    metric: 'followers',
    baseline: 1240,
    target: 1612,
    deadline: null,
  })
  expect(stand(followers?.letters ?? [])).toEqual([
    'S good one_number',
    'M good measured',
    'A open cannot_tell',
    'R missing no_objective',
    'T missing no_deadline',
  ])
  const [, , , relevant, timed] = followers?.letters ?? []
  expect(relevant?.mend).toEqual({ field: 'objective', value: 'awareness' })
  expect(timed?.mend).toEqual({ field: 'deadline', value: '2030-06-30' })
  expect(timed?.words).toBe('There is no day by which. A quarter would be 2030-06-30.')
  expect(vague).toEqual([])
})

test('every mend of the form is what its letter shows, and mends it', async () => {
  const w = await here()
  await growing(w)
  let fields: Record<string, unknown> = { metric: 'followers', startsOn: '2030-04-01' }
  const offered: string[] = []
  for (let round = 0; round < 10; round++) {
    const open = (await judge(w, fields)).find(({ mend }) => mend && mend.value !== null)
    if (!open?.mend) break
    const { field, value } = open.mend
    // What the sentence speaks of and what is filled in are the same.
    expect(Object.values(open.facts)).toContain(value)
    offered.push(field)
    fields = { ...fields, [field]: value }
  }
  expect(offered).toEqual(['baseline', 'target', 'objective', 'deadline'])
  fields = { ...fields, people: 'Anna', money: '100 €' }
  expect((await judge(w, fields)).map(({ state }) => state)).toEqual(['good', 'good', 'good', 'good', 'good'])
})

test('a target out of reach is told with its chance, and what would be within reach', async () => {
  const w = await here()
  await growing(w)
  const letters = await judge(w, {
    ...{
      metric: 'followers',
      baseline: '1240',
      target: '5000',
      deadline: '2030-06-01',
      startsOn: '2030-04-01',
    },
  })
  const [, , achievable] = letters
  expect(achievable).toMatchObject({ state: 'weak', reason: 'hard' })
  expect(achievable?.facts.chance).toBeLessThan(0.05)
  expect(achievable?.mend?.field).toBe('target')
  const mended = await judge(w, {
    ...{ metric: 'followers', baseline: '1240', target: String(achievable?.mend?.value) },
    ...{ deadline: '2030-06-01', startsOn: '2030-04-01', people: 'Anna', money: 'none' },
  })
  expect(mended[2]).toMatchObject({ state: 'good' })
})

test('what the strategy puts first is offered, and a goal that serves something else is told so', async () => {
  const w = await here()
  await growing(w)
  const first = (objective: string | null, revision: number) =>
    saveStrategy(
      w.ctx,
      w.actor('owner'),
      StrategyBody.parse({ revision, reason: '', parts: { objective: { objective, why: '' } } }),
    )
  const relevant = async (more: object) => (await judge(w, { metric: 'followers', ...more }))[3]
  await first('sales', 0)
  expect(await relevant({})).toMatchObject({
    state: 'missing',
    mend: { field: 'objective', value: 'sales' },
  })
  expect(await relevant({ objective: 'awareness' })).toMatchObject({
    ...{ state: 'weak', reason: 'beside_strategy', facts: { objective: 'sales' } },
    mend: { field: 'objective', value: 'sales' },
  })
  expect(await relevant({ objective: 'sales' })).toMatchObject({ state: 'good', mend: null })
  const { goals } = await read(w, 'get 500 more followers')
  expect(goals[0]?.letters[3]?.mend).toEqual({ field: 'objective', value: 'sales' })
  await first(null, 1)
  expect(await relevant({ objective: 'awareness' })).toMatchObject({ state: 'good', reason: 'linked' })
  expect(await relevant({})).toMatchObject({ mend: { field: 'objective', value: 'awareness' } })
})

test('limits on people and money are asked for', async () => {
  const w = await here()
  await growing(w)
  const fields = { metric: 'followers', baseline: '1240', target: '1300', deadline: '2030-06-01' }
  const achievable = async (more: object) => (await judge(w, { ...fields, ...more }))[2]
  expect(await achievable({})).toMatchObject({ reason: 'no_limits', mend: { field: 'people', value: null } })
  expect(await achievable({ people: 'Anna' })).toMatchObject({ mend: { field: 'money' } })
  expect(await achievable({ people: 'Anna', money: '100 €' })).toMatchObject({ state: 'good', mend: null })
})

test('a number that no network of the channels tells, one without a past, and days that cannot be', async () => {
  const w = await here()
  expect(stand(await judge(w, { metric: 'followers' }))[1]).toBe('M missing no_data')
  await growing(w)
  expect(stand(await judge(w, { metric: 'reach' }))[1]).toBe('M missing not_told')
  expect(stand(await judge(w, { metric: 'followers', deadline: '2030-03-01' }))[4]).toBe('T missing over')
  expect(stand(await judge(w, { metric: 'followers', deadline: '2034-03-01' }))[4]).toBe('T weak far')
  expect(stand(await judge(w, {}))[0]).toBe('S missing no_number')
})

test('names of channels that are hostile to patterns are found as they stand', async () => {
  const w = await here()
  const channel = await growing(w)
  await w.ctx.db.updateTable('channels').set({ name: '(a+)+$ [Café' }).where('id', '=', channel).execute()
  const begun = performance.now()
  const { goals } = await read(w, `30 % more followers of (a+)+$ [cafe ${'a'.repeat(440)}`)
  expect(performance.now() - begun).toBeLessThan(2000)
  expect(goals[0]?.draft.scope).toEqual({ kind: 'channel', id: channel })
})

test('a network that is not joined is told, and a campaign is not asked for followers', async () => {
  const w = await here()
  await growing(w)
  const there = await read(w, '500 more followers on Instagram by June')
  expect(there.goals[0]?.letters[0]).toMatchObject({ reason: 'not_joined', facts: { name: 'Instagram' } })
  await w.ctx.db.insertInto('campaigns').values({ workspaceId: w.workspaceId, name: 'Spring' }).execute()
  const { goals } = await read(w, '500 more followers by Spring, by June')
  expect(goals[0]?.draft.scope.kind).toBe('workspace')
})

test('what is entered by hand is meant by any word for it, in any language', async () => {
  const w = await here()
  const { id } = await addManual(w.ctx, w.actor('editor'), { name: 'Pārdošana', unit: '€' })
  await enterWeeks(w.ctx, w.actor('editor'), id, { items: [{ week: '2030-03-25', value: 200 }] })
  for (const text of ['increase sales by 30 % by June', 'увеличить продажи на 30 % до июня']) {
    const { goals } = await read(w, text)
    expect(goals[0]?.draft).toMatchObject({ metric: 'manual', manualId: id, baseline: 200, target: 260 })
    expect(stand(goals[0]?.letters ?? [])[1]).toBe('M good measured')
  }
})

test('what no network tells is offered to be entered by hand', async () => {
  const w = await here()
  const { goals } = await read(w, 'increase sales by 30 %')
  expect(goals[0]?.letters[1]).toMatchObject({ reason: 'by_hand', mend: { field: 'manual', value: 'sales' } })
})

test.each([
  ['12 posts by the 30th', 12],
  ['3 posts a week until 13 May', 18],
  ['публиковать 3 поста в неделю до 13 мая', 18],
  ['3 ieraksti nedēļā līdz 13. maijam', 18],
])('posts are counted by a goal of their own: %s', async (text, target) => {
  const w = await here()
  await growing(w)
  const { goals } = await read(w, text)
  expect(goals[0]?.draft).toMatchObject({ metric: 'posts_out', baseline: 0, target })
  expect(stand(goals[0]?.letters ?? []).slice(0, 3)).toEqual([
    'S good one_number',
    'M good counted',
    'A weak pace',
  ])
})

test.each([
  'a two-week content plan by the 30th',
  'divu nedēļu satura plāns līdz 30. datumam',
  'контент-план на две недели до 30 числа',
  'แผนคอนเทนต์ 2 สัปดาห์ ภายในวันที่ 30',
  'kế hoạch nội dung hai tuần trước ngày 30',
])('a plan is a goal that counts what is planned after its deadline: %s', async (text) => {
  const w = await here()
  await growing(w)
  const { goals } = await read(w, text)
  expect(goals[0]?.draft).toMatchObject({
    metric: 'posts_planned',
    deadline: '2030-04-30',
    plan: { from: '2030-05-01', to: '2030-05-14' },
    target: null,
  })
})

test('floors and constraints of a sentence come along, and what nobody tells is named', async () => {
  const w = await here()
  await growing(w)
  const { goals } = await read(
    w,
    '20 % more followers by June, not below 15 %, at least 100 likes, ad spend at most 500',
  )
  expect(goals[0]?.draft).toMatchObject({ baseline: 1240, target: 1488, floor: 1426 })
  expect(goals[0]?.draft.constraints).toEqual([
    { metric: 'likes', manualId: null, bound: 'least', value: 100 },
  ])
  expect(goals[0]?.unwatched).toEqual(['ad_spend'])
})

test('how much something may grow is a bound reckoned from where it stands, and never dropped without a word', async () => {
  const w = await here()
  await growing(w)
  const { id } = await addManual(w.ctx, w.actor('editor'), { name: 'Ad spend', unit: '€' })
  const wish = '20 % more followers by June, ad spend may grow by 5 % at most'
  const before = await read(w, wish)
  expect(before.goals[0]?.draft.constraints).toEqual([])
  expect(before.goals[0]?.notHeld).toMatchObject([{ reason: 'no_baseline' }])
  await enterWeeks(w.ctx, w.actor('editor'), id, { items: [{ week: '2030-03-25', value: 200 }] })
  const after = await read(w, wish)
  expect(after.goals).toHaveLength(1)
  expect(after.goals[0]).toMatchObject({ notHeld: [], unread: [] })
  expect(after.goals[0]?.draft.constraints).toEqual([
    { metric: 'manual', manualId: id, bound: 'most', value: 210 },
  ])
})

test.each([
  ['ad spend may fall by 10 % at most', 'least', 180],
  ['reklāmas izmaksas var pieaugt ne vairāk kā par 5 %', 'most', 210],
  ['расходы на рекламу могут вырасти не более чем на 5 %', 'most', 210],
  ['ค่าโฆษณาเพิ่มขึ้นไม่เกิน 5 %', 'most', 210],
  ['chi phí quảng cáo tăng tối đa 5 %', 'most', 210],
  ['ad spend at most 300', 'most', 300],
])('a bound in any of our languages: %s', async (said, bound, value) => {
  const w = await here()
  await growing(w)
  const { id } = await addManual(w.ctx, w.actor('editor'), { name: 'Ad spend', unit: '€' })
  await enterWeeks(w.ctx, w.actor('editor'), id, { items: [{ week: '2030-03-25', value: 200 }] })
  const { goals } = await read(w, `get 500 more followers, ${said}`)
  expect(goals).toHaveLength(1)
  expect(goals[0]?.draft.constraints).toEqual([{ metric: 'manual', manualId: id, bound, value }])
})

test('a deadline by the season says whose seasons were taken', async () => {
  const w = await here()
  await growing(w)
  await w.ctx.db
    .updateTable('workspaces')
    .set({ timeZone: 'Australia/Sydney' })
    .where('id', '=', w.workspaceId)
    .execute()
  const { goals } = await read(w, '500 more followers by the end of summer')
  expect(goals[0]?.draft.deadline).toBe('2031-02-28')
  expect(goals[0]?.understood.climate).toBe('south')
})
