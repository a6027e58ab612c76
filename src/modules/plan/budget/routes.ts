import { type Route, route } from '../../../app/route.ts'
import {
  ArchivedLines,
  BudgetYear,
  CampaignBudget,
  CampaignOfBudget,
  CurrencyBody,
  EntriesQuery,
  Entry,
  EntryBody,
  EntryChange,
  EntryId,
  EntryList,
  ExportQuery,
  ImportBody,
  Imported,
  KeptRate,
  LineBody,
  LineChange,
  LineId,
  LineOnly,
  MonthsBody,
  RateBody,
  RateKey,
  RateList,
  RatesQuery,
  YearQuery,
} from './contract.ts'
import { addEntry, changeEntry, listEntries, removeEntry } from './entries.ts'
import { exportBudget } from './export.ts'
import { importEntries, importRates } from './import.ts'
import { enterRate, listRates, removeRate } from './kept-rates.ts'
import { readCampaignBudget } from './of-campaign.ts'
import { findLines } from './queries.ts'
import {
  addLine,
  archiveLine,
  changeLine,
  planMonths,
  removeLine,
  restoreLine,
  setCurrency,
} from './service.ts'
import { readYear } from './year.ts'

const tag = 'budget'
const see = { may: 'budget.read', tag } as const
/** What is planned, and by which rates it is reckoned. */
const manage = { may: 'strategy.manage', tag } as const
/** What was spent. */
const enter = { may: 'plan.manage', tag } as const

export const budgetRoutes: Route[] = [
  route(
    'GET /budget',
    {
      ...see,
      summary: 'A year: lines with their months, sums in the currency of the workspace, pace and forecast',
      query: YearQuery,
      answer: BudgetYear,
    },
    ({ ctx, actor, query }) => readYear(ctx, actor, query),
  ),
  route(
    'GET /budget/campaigns/:id',
    {
      ...see,
      summary: 'What is planned and spent for a campaign, over all of its months',
      params: CampaignOfBudget,
      answer: CampaignBudget,
    },
    ({ ctx, actor, params }) => readCampaignBudget(ctx, actor, params.id),
  ),
  route(
    'PUT /budget/currency',
    { ...manage, summary: 'In which currency sums are told', body: CurrencyBody, answer: CurrencyBody },
    ({ ctx, actor, body }) => setCurrency(ctx, actor, body.currency),
  ),
  route(
    'PUT /budget/months',
    {
      ...manage,
      summary: 'Plan months of lines; nothing is changed where somebody else changed it meanwhile',
      body: MonthsBody,
    },
    ({ ctx, actor, body }) => planMonths(ctx, actor, body),
  ),
  route(
    'GET /budget/export',
    { ...see, summary: 'A year as a table (CSV, XLSX)', query: ExportQuery, answer: { raw: 'text/csv' } },
    async ({ ctx, actor, query, reply }) => {
      const { fileName, mime, body } = await exportBudget(ctx, actor, query)
      return reply
        .header('content-type', mime)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .send(body)
    },
  ),
  route(
    'GET /budget/lines/archived',
    { ...see, summary: 'Lines that were put away', answer: ArchivedLines },
    async ({ ctx, actor }) => ({ items: await findLines(ctx.db, actor.workspaceId, true) }),
  ),
  route(
    'POST /budget/lines',
    { ...manage, summary: 'Add a line', body: LineBody, answer: LineOnly, status: 201 },
    ({ ctx, actor, body }) => addLine(ctx, actor, body),
  ),
  route(
    'PATCH /budget/lines/:id',
    { ...manage, summary: 'Change a line', params: LineId, body: LineChange, answer: LineOnly },
    ({ ctx, actor, params, body }) => changeLine(ctx, actor, params.id, body),
  ),
  route(
    'POST /budget/lines/:id/archive',
    { ...manage, summary: 'Put a line away; it keeps its history', params: LineId, answer: LineOnly },
    ({ ctx, actor, params }) => archiveLine(ctx, actor, params.id),
  ),
  route(
    'POST /budget/lines/:id/restore',
    { ...manage, summary: 'Take a line out of the archive', params: LineId, answer: LineOnly },
    ({ ctx, actor, params }) => restoreLine(ctx, actor, params.id),
  ),
  route(
    'DELETE /budget/lines/:id',
    { ...manage, summary: 'Remove a line on which nothing was spent', params: LineId },
    ({ ctx, actor, params }) => removeLine(ctx, actor, params.id),
  ),
  route(
    'GET /budget/entries',
    { ...see, summary: 'What was spent or earned, newest first', query: EntriesQuery, answer: EntryList },
    ({ ctx, actor, query }) => listEntries(ctx, actor, query),
  ),
  route(
    'POST /budget/entries',
    { ...enter, summary: 'Enter what was spent or earned', body: EntryBody, answer: Entry, status: 201 },
    ({ ctx, actor, body }) => addEntry(ctx, actor, body),
  ),
  route(
    'POST /budget/entries/import',
    {
      ...enter,
      summary: 'Enter a table of them (CSV); all of it, or nothing and what is wrong line by line',
      body: ImportBody,
      answer: Imported,
    },
    ({ ctx, actor, body }) => importEntries(ctx, actor, body),
  ),
  route(
    'PUT /budget/entries/:id',
    { ...enter, summary: 'Correct an entry', params: EntryId, body: EntryChange, answer: Entry },
    ({ ctx, actor, params, body }) => changeEntry(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /budget/entries/:id',
    { ...enter, summary: 'Take an entry out', params: EntryId },
    ({ ctx, actor, params }) => removeEntry(ctx, actor, params.id),
  ),
  route(
    'GET /budget/rates',
    { ...see, summary: 'Rates of exchange, newest first', query: RatesQuery, answer: RateList },
    ({ ctx, actor, query }) => listRates(ctx, actor, query),
  ),
  route(
    'PUT /budget/rates',
    {
      ...manage,
      summary: 'Enter the rate of a day, which holds until the next',
      body: RateBody,
      answer: KeptRate,
    },
    ({ ctx, actor, body }) => enterRate(ctx, actor, body),
  ),
  route(
    'DELETE /budget/rates',
    { ...manage, summary: 'Take a rate out', query: RateKey },
    ({ ctx, actor, query }) => removeRate(ctx, actor, query),
  ),
  route(
    'POST /budget/rates/import',
    {
      ...manage,
      summary: 'Import rates (CSV): day, from, to, rate, or the table of the European Central Bank',
      body: ImportBody,
      answer: Imported,
    },
    ({ ctx, actor, body }) => importRates(ctx, actor, body),
  ),
]
