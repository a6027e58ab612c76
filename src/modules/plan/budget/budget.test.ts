import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { CampaignBody } from '../../create/campaigns/contract.ts'
import { addCampaign } from '../../create/campaigns/service.ts'
import { LineBody, type LineOnly } from './contract.ts'
import { addEntry, changeEntry, listEntries, removeEntry } from './entries.ts'
import { exportBudget } from './export.ts'
import { importEntries, importRates } from './import.ts'
import { enterRate, listRates, removeRate } from './kept-rates.ts'
import { readCampaignBudget } from './of-campaign.ts'
import { addLine, archiveLine, changeLine, planMonths, removeLine, setCurrency } from './service.ts'
import { readYear } from './year.ts'

const start = () => world({ at: '2030-06-10T09:00:00Z' })
const add = (w: World, line: Partial<LineBody> = {}): Promise<LineOnly> =>
  addLine(w.ctx, w.actor('owner'), LineBody.parse({ kind: 'ads', name: 'Ads', currency: 'EUR', ...line }))
const none = { minor: null, minutes: null }
const plan = (w: World, lineId: string, month: string, minor: number, was: number | null = null) =>
  planMonths(w.ctx, w.actor('owner'), {
    items: [{ lineId, month: `2030-${month}-01`, minor, minutes: null, was: { minor: was, minutes: null } }],
  })
const spend = (w: World, lineId: string, day: string, minor: number, currency = 'EUR') =>
  addEntry(w.ctx, w.actor('editor'), { lineId, day, minor, currency, minutes: null, note: '' })

test('plan and spending of a year are summed by month, kind and side, and the first line names the currency', async () => {
  const w = await start()
  const owner = w.actor('owner')
  expect(await readYear(w.ctx, owner, {})).toMatchObject({ year: 2030, currency: null, lines: [] })
  const ads = await add(w)
  const shop = await add(w, { kind: 'sales', name: 'Own shop', note: '2 % of 10 000 readers buy' })
  await plan(w, ads.id, '05', 30_000)
  await plan(w, ads.id, '06', 30_000)
  await plan(w, shop.id, '09', 50_000)
  await spend(w, ads.id, '2030-05-20', 25_000)
  await spend(w, ads.id, '2030-06-02', 15_000)
  await spend(w, ads.id, '2029-12-31', 9900)
  const year = await readYear(w.ctx, owner, {})
  expect(year).toMatchObject({ currency: 'EUR', today: '2030-06-10', missing: [] })
  expect(year.cost.months[4]).toEqual({ month: '2030-05-01', planned: 30_000, spent: 25_000 })
  // 15 000 + 20/30 × (15 000 + 20/30 × 30 000): the pace would make 45 000, the plan 35 000.
  expect(year.cost.month).toMatchObject({ planned: 30_000, spent: 15_000, due: 10_000, forecast: 38_333 })
  expect(year.cost.month).toMatchObject({
    standing: 'will_be_over',
    drivers: [{ lineId: ads.id, minor: 8333 }],
  })
  expect(year.cost.year).toMatchObject({ planned: 60_000, spent: 40_000, forecast: 63_333 })
  expect(year.income.year).toMatchObject({ planned: 50_000, spent: 0, forecast: 50_000 })
  expect(year.income.byKind.map(({ kind, planned }) => [kind, planned])).toEqual([
    ['advertising', 0],
    ['affiliate', 0],
    ['sales', 50_000],
  ])
  expect((await readYear(w.ctx, owner, { year: 2029 })).cost.year).toMatchObject({
    spent: 9900,
    standing: 'unplanned',
  })
})

test('a missing rate is said, and what it would have brought is not in the sum', async () => {
  const w = await start()
  const owner = w.actor('owner')
  const ads = await add(w)
  await spend(w, ads.id, '2030-06-01', 10_000)
  await spend(w, ads.id, '2030-06-03', 5000, 'USD')
  await spend(w, ads.id, '2030-06-05', 5000, 'USD')
  let year = await readYear(w.ctx, owner, {})
  expect(year.lines[0]?.months).toMatchObject([{ month: '2030-06-01', spent: 10_000, partial: true }])
  expect(year.missing).toEqual([{ from: 'USD', to: 'EUR', day: '2030-06-03', count: 2 }])
  await enterRate(w.ctx, owner, { from: 'USD', to: 'EUR', day: '2030-06-04', rate: '0.9' })
  year = await readYear(w.ctx, owner, {})
  expect(year.lines[0]?.months).toMatchObject([{ spent: 14_500, partial: true }])
  await enterRate(w.ctx, owner, { from: 'EUR', to: 'USD', day: '2030-06-01', rate: '1.25' })
  year = await readYear(w.ctx, owner, {})
  expect(year.lines[0]?.months).toMatchObject([{ spent: 18_500, partial: false }])
  expect(year.missing).toEqual([])
  // Told in another currency, the same is another sum; what was entered stays.
  await setCurrency(w.ctx, owner, 'USD')
  expect((await readYear(w.ctx, owner, {})).cost.year.spent).toBe(12_500 + 5000 + 5000)
  await removeRate(w.ctx, owner, { from: 'EUR', to: 'USD', day: '2030-06-01' })
  expect((await listRates(w.ctx, owner, { limit: 50 })).items).toEqual([
    { from: 'USD', to: 'EUR', day: '2030-06-04', rate: '0.9', source: 'entered' },
  ])
})

test('people’s hours are planned in time and told in money, to the cent', async () => {
  const w = await start()
  const hours = await add(w, { kind: 'people', name: 'Editing', hourly: 2550 })
  const items = [{ lineId: hours.id, month: '2030-06-01', minor: null, minutes: 100, was: none }]
  await planMonths(w.ctx, w.actor('owner'), { items })
  const entry = { lineId: hours.id, day: '2030-06-09', minor: null, currency: 'EUR', minutes: 50, note: '' }
  expect(await addEntry(w.ctx, w.actor('editor'), entry)).toMatchObject({ minor: 2125, minutes: 50 })
  const year = await readYear(w.ctx, w.actor('owner'), {})
  expect(year.lines[0]?.months).toMatchObject([
    { minutes: 100, planned: 4250, spent: 2125, spentMinutes: 50 },
  ])
  await expect(plan(w, hours.id, '07', 100)).rejects.toMatchObject({ code: 'budget.in_hours' })
  const ads = await add(w)
  const wrong = [{ lineId: ads.id, month: '2030-06-01', minor: null, minutes: 5, was: none }]
  await expect(planMonths(w.ctx, w.actor('owner'), { items: wrong })).rejects.toMatchObject({
    code: 'budget.not_hours',
  })
  await expect(
    addEntry(w.ctx, w.actor('editor'), { ...entry, lineId: ads.id, minutes: null }),
  ).rejects.toMatchObject({ code: 'budget.no_amount' })
})

test('who plans over what somebody else has planned meanwhile is told, and nothing of theirs is lost', async () => {
  const w = await start()
  const ads = await add(w)
  await plan(w, ads.id, '06', 100)
  await expect(plan(w, ads.id, '06', 300)).rejects.toMatchObject({
    code: 'budget.cell_changed',
    facts: { name: 'Ads', month: '2030-06' },
  })
  await plan(w, ads.id, '06', 300, 100)
  const first = { version: ads.version, name: 'Paid ads' }
  expect(await changeLine(w.ctx, w.actor('owner'), ads.id, first)).toMatchObject({ version: 2 })
  await expect(changeLine(w.ctx, w.actor('owner'), ads.id, first)).rejects.toMatchObject({
    code: 'budget.changed',
  })
  // Three euros are not three hundred dong.
  await expect(
    changeLine(w.ctx, w.actor('owner'), ads.id, { version: 2, currency: 'VND' }),
  ).rejects.toMatchObject({ code: 'budget.currency_planned', facts: { currency: 'EUR' } })
})

test('a line with spending is put away and not removed; its year still counts it', async () => {
  const w = await start()
  const owner = w.actor('owner')
  const [ads, empty] = [await add(w), await add(w, { name: 'Empty' })]
  const entry = await spend(w, ads.id, '2030-06-01', 100)
  await expect(removeLine(w.ctx, owner, ads.id)).rejects.toMatchObject({ code: 'budget.has_entries' })
  await archiveLine(w.ctx, owner, ads.id)
  await archiveLine(w.ctx, owner, empty.id)
  expect((await readYear(w.ctx, owner, {})).lines.map(({ name }) => name)).toEqual(['Ads'])
  await removeEntry(w.ctx, owner, entry.id)
  await removeLine(w.ctx, owner, ads.id)
  expect((await readYear(w.ctx, owner, {})).lines).toEqual([])
})

test('a table of spending is all taken or not at all, and a second time adds nothing', async () => {
  const w = await start()
  const editor = w.actor('editor')
  await add(w)
  await add(w, { kind: 'people', name: 'Editing', hourly: 3000 })
  const wrong =
    'day;line;amount;currency;hours;note\n2030-06-01;Ads;1,234;EUR;;\n2030-13-01;Ads;5;;;\n2030-06-02;Nothing;5;;;'
  const refused = await importEntries(w.ctx, editor, { csv: wrong, dryRun: false })
  expect(refused.faults.map(({ line, code }) => [line, code])).toEqual([
    [2, 'doubtful_amount'],
    [3, 'bad_day'],
    [4, 'no_line'],
  ])
  expect((await listEntries(w.ctx, editor, { limit: 50 })).items).toEqual([])
  const right =
    'day;line;amount;currency;hours;note\n2030-06-01;ads;1234,50;;;"two\nlines"\n2030-06-02;Editing;;;1:30;\n2030-06-02;Editing;;;1:30;'
  expect(await importEntries(w.ctx, editor, { csv: right, dryRun: true })).toMatchObject({ added: 3 })
  expect(await importEntries(w.ctx, editor, { csv: right, dryRun: false })).toMatchObject({
    added: 3,
    known: 0,
  })
  expect(await importEntries(w.ctx, editor, { csv: right, dryRun: false })).toMatchObject({
    added: 0,
    known: 3,
  })
  const page = await listEntries(w.ctx, editor, { limit: 2 })
  expect(page.items).toMatchObject([{ minor: 4500, minutes: 90 }, { minor: 4500 }])
  const rest = await listEntries(w.ctx, editor, { limit: 2, cursor: page.next ?? '' })
  expect(rest).toMatchObject({ items: [{ minor: 123_450, note: 'two\nlines' }], next: null })
  // What was exported can be brought back, and is known.
  const { body } = await exportBudget(w.ctx, editor, { what: 'entries', format: 'csv', year: 2030 })
  expect(await importEntries(w.ctx, editor, { csv: String(body), dryRun: false })).toMatchObject({
    ...{ added: 0, known: 3, faults: [] },
  })
})

test('rates come from a table of rows, or as the European Central Bank gives them; of these what is used', async () => {
  const w = await start()
  const owner = w.actor('owner')
  await add(w)
  await add(w, { name: 'US ads', currency: 'USD' })
  const bank = 'Date,USD,JPY,BGN,\n2030-06-07,1.0842,170.1,1.9558,\n2030-06-06,N/A,170.2,1.9558,\n'
  expect(await importRates(w.ctx, owner, { csv: bank, dryRun: false })).toMatchObject({
    added: 1,
    faults: [],
  })
  const rows =
    'day,from,to,rate\n2030-06-05,usd,eur,"0,91"\n2030-06-05,USD,EUR,0.92\n2030-06-05,USD,XYZ,1\n2030-06-05,EUR,USD,0\n2030-06-05,EUR,VND,"25,400"'
  const refused = await importRates(w.ctx, owner, { csv: rows, dryRun: false })
  expect(refused.faults.map(({ line, code }) => [line, code])).toEqual([
    [3, 'twice'],
    [4, 'no_currency'],
    [5, 'bad_rate'],
    // Twenty-five, or twenty-five thousand.
    [6, 'bad_rate'],
  ])
  expect((await listRates(w.ctx, owner, { limit: 50 })).items).toMatchObject([
    { from: 'EUR', to: 'USD', day: '2030-06-07', rate: '1.0842', source: 'imported' },
  ])
})

test('who corrects an entry that somebody else has corrected meanwhile is told, and nothing of theirs is lost', async () => {
  const w = await start()
  const ads = await add(w)
  const { id, version } = await spend(w, ads.id, '2030-06-01', 100)
  const editor = w.actor('editor')
  const body = { lineId: ads.id, day: '2030-06-01', currency: 'EUR', minutes: null }
  await changeEntry(w.ctx, editor, id, { ...body, minor: 200, note: 'Mila: two hundred', version })
  await expect(
    changeEntry(w.ctx, editor, id, { ...body, minor: 100, note: 'Olga: a note', version }),
  ).rejects.toMatchObject({ code: 'budget.entry_changed', facts: { yours: 1, current: 2 } })
  expect((await listEntries(w.ctx, editor, { limit: 5 })).items).toMatchObject([
    { minor: 200, note: 'Mila: two hundred', version: 2 },
  ])
  // At the same moment one of both is told.
  const both = await Promise.allSettled(
    [300, 400].map((minor) => changeEntry(w.ctx, editor, id, { ...body, minor, note: '', version: 2 })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('the tables open in a spreadsheet, and no text becomes a formula', async () => {
  const w = await start()
  const ads = await add(w, { name: '=1+1' })
  await plan(w, ads.id, '06', 30_050)
  await spend(w, ads.id, '2030-06-01', -100)
  const owner = w.actor('owner')
  const lines = String((await exportBudget(w.ctx, owner, { what: 'lines', format: 'csv', year: 2030 })).body)
  expect(lines).toContain("'=1+1")
  expect(lines).toContain('300.50')
  expect(lines).toContain(',-1.00')
  const { body } = await exportBudget(w.ctx, owner, { what: 'lines', format: 'xlsx', year: 2030 })
  expect(Buffer.from(body).subarray(0, 2).toString()).toBe('PK')
})

test('what a campaign costs and brings is told over all of its months, and the year can be narrowed to it', async () => {
  const w = await start()
  const owner = w.actor('owner')
  const { id: campaignId } = await addCampaign(w.ctx, owner, CampaignBody.parse({ name: 'Spring' }))
  const ads = await add(w, { campaignId })
  const shop = await add(w, { kind: 'sales', name: 'Shop', campaignId })
  const other = await add(w, { name: 'Other' })
  await plan(w, ads.id, '05', 30_000)
  await plan(w, shop.id, '06', 50_000)
  await plan(w, other.id, '05', 9000)
  await spend(w, ads.id, '2029-12-20', 4000)
  await spend(w, ads.id, '2030-05-20', 20_000)
  await spend(w, other.id, '2030-05-20', 700)
  const told = await readCampaignBudget(w.ctx, owner, campaignId)
  expect(told).toMatchObject({
    currency: 'EUR',
    cost: { planned: 30_000, spent: 24_000 },
    income: { planned: 50_000, spent: 0 },
    lines: [
      { name: 'Ads', sums: { planned: 30_000, spent: 24_000 } },
      { name: 'Shop', side: 'income' },
    ],
  })
  const year = await readYear(w.ctx, owner, { campaign: campaignId })
  expect(year.lines.map(({ name }) => name)).toEqual(['Ads', 'Shop'])
  expect(year.cost.year).toMatchObject({ planned: 30_000, spent: 20_000 })
  const { items } = await listEntries(w.ctx, owner, { campaign: campaignId, limit: 50 })
  expect(items.map(({ minor }) => minor)).toEqual([20_000, 4000])
  await changeLine(w.ctx, owner, ads.id, { campaignId: null, version: ads.version })
  expect((await readCampaignBudget(w.ctx, owner, campaignId)).cost).toMatchObject({ planned: 0, spent: 0 })
})

test('a line is for no campaign of a neighbour, and a neighbour is told nothing of ours', async () => {
  const w = await start()
  const there = await w.tenant()
  const { id } = await addCampaign(w.ctx, there.actor('owner'), CampaignBody.parse({ name: 'Theirs' }))
  await expect(add(w, { campaignId: id })).rejects.toMatchObject({ code: 'budget.no_campaign' })
  await expect(readCampaignBudget(w.ctx, w.actor('owner'), id)).rejects.toMatchObject({
    code: 'budget.campaign_gone',
  })
})

test('nothing of another workspace is seen, counted or touched', async () => {
  const w = await start()
  const ads = await add(w)
  const entry = await spend(w, ads.id, '2030-06-01', 100)
  await enterRate(w.ctx, w.actor('owner'), { from: 'USD', to: 'EUR', day: '2030-06-04', rate: '0.9' })
  const other = (await w.tenant()).actor('owner')
  expect(await readYear(w.ctx, other, {})).toMatchObject({ currency: null, lines: [], missing: [] })
  expect((await listEntries(w.ctx, other, { limit: 50 })).items).toEqual([])
  expect((await listRates(w.ctx, other, { limit: 50 })).items).toEqual([])
  const missing = { code: 'budget.not_found' }
  await expect(archiveLine(w.ctx, other, ads.id)).rejects.toMatchObject(missing)
  const body = { lineId: ads.id, day: '2030-06-02', minor: 1, currency: 'EUR', minutes: null, note: '' }
  await expect(addEntry(w.ctx, other, body)).rejects.toMatchObject(missing)
  await expect(changeEntry(w.ctx, other, entry.id, { ...body, version: 1 })).rejects.toMatchObject({
    code: 'budget.no_entry',
  })
  const items = [{ lineId: ads.id, month: '2030-06-01', minor: 5, minutes: null, was: none }]
  await expect(planMonths(w.ctx, other, { items })).rejects.toMatchObject(missing)
})
