import { day } from '../studio.ts'
import { idOf, once, open, type Walk } from './steps.ts'

export const persona: Walk = async (page, studio) => {
  await open(
    page,
    studio,
    `/personas/${await idOf(studio, 'personas', 'name', 'Laura, who brews before work')}`,
  )
}

export const segment: Walk = async (page, studio) => {
  await audience(studio)
  const { id } = await studio.call('POST', '/segments', {
    name: 'Young women in Latvia',
    filter: { ages: { from: 18, to: 34 }, genders: ['female'], places: ['LV'] },
  })
  await open(page, studio, `/personas/segments/${id}`)
}

export const goal: Walk = async (page, studio) => {
  const id = await idOf(studio, 'goals', 'name', 'A thousand more ears for the main account')
  await open(page, studio, `/goals/${id}`)
}

export const sentence: Walk = async (page, studio) => {
  await open(page, studio, '/goals/new')
  await page.getByRole('textbox').first().fill('Get 500 more followers')
  await page.getByRole('button', { name: 'Take apart' }).click()
  await page.getByRole('button', { name: 'Take apart' }).waitFor()
}

export const campaign: Walk = async (page, studio) => {
  await open(page, studio, `/campaigns/${await idOf(studio, 'campaigns', 'name', 'The new roastery')}`)
}

const audience = once(async ({ call, channels }) => {
  await call('POST', '/audience-tables', {
    ...{ name: 'Followers of Belltower Rīga', source: 'Insights', channelId: channels.lv, knownOn: day(-7) },
    csv: 'age,gender,place,count\n18-24,female,LV,310\n25-34,female,LV,520\n25-34,male,LV,410\n35-44,female,LV,290\n25-34,female,EE,60',
  })
})

const note = once(async ({ call }) => {
  await call('POST', '/calendar/notes', {
    ...{ from: day(2), to: day(3), text: 'Ilze is in Huila', colour: 'amber' },
  })
})

export const month: Walk = async (page, studio) => {
  await note(studio)
  await open(page, studio, '/calendar')
}

export const week: Walk = async (page, studio) => {
  await note(studio)
  await open(page, studio, '/calendar?view=week')
}

/** The bakery beside: the owner's other workspace. */
const other = once(async ({ ctx, workspaceId }) => {
  const bakery = await ctx.db
    .selectFrom('workspaces')
    .select('id')
    .where('id', '<>', workspaceId)
    .where('name', '=', 'Riga Bakery')
    .executeTakeFirstOrThrow()
  const lines = [
    ['Rye bread from the stone oven', -1, 'draft', '07:00'],
    ['Cardamom rolls, only today', 0, 'draft', '07:30'],
    ['Baking course: last seats', 2, 'proposed', '12:00'],
    ['Why we never use sugar in rye', 3, 'draft', '09:00'],
    ['Saturday loaf', 4, 'draft', '08:00'],
  ] as const
  for (const [text, from, stage, clock] of lines)
    await ctx.db
      .insertInto('posts')
      .values({
        ...{ workspaceId: bakery.id, stage, searchText: text.toLowerCase() },
        ...{ wishAt: `${day(from)}T${clock}`, wishZone: 'Europe/Riga' },
        content: JSON.stringify({ title: '', parts: [{ text, media: [] }], firstReply: null, languages: [] }),
      })
      .execute()
})

export const brands: Walk = async (page, studio) => {
  await other(studio)
  await open(page, studio, '/calendar/brands')
}
