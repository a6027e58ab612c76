import { Readable } from 'node:stream'
import sharp from 'sharp'
import { addMedia } from '../../../src/modules/create/media/index.ts'
import { day } from '../studio.ts'
import { actorOf, once, open, type Walk } from './steps.ts'

const bell = (ink: string): string => `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640">
  <path d="M320 90 c130 0 150 140 158 290 l52 80 h-420 l52 -80 c8 -150 28 -290 158 -290 z" fill="${ink}"/>
  <circle cx="320" cy="500" r="42" fill="${ink}"/></svg>`

const kit = once(async (studio) => {
  const actor = await actorOf(studio)
  const logo = async (fileName: string, ink: string): Promise<string> => {
    const bytes = await sharp(Buffer.from(bell(ink)))
      .png()
      .toBuffer()
    return (await addMedia(studio.ctx, actor, { stream: Readable.from(bytes), fileName })).id
  }
  await studio.call('PUT', '/brand-kit', {
    version: 0,
    colours: [
      { name: 'Roast', value: '#5b3322' },
      { name: 'Crema', value: '#e9d8c3' },
      { name: 'Harbour', value: '#0b6e6e' },
      { name: 'Bell', value: '#c8912b' },
    ],
    fonts: {
      heading: { font: 'serif', bold: true },
      text: { font: 'sans', bold: false },
    },
    logos: [
      { mediaId: await logo('bell-dark.png', '#5b3322'), name: 'The bell, on light' },
      { mediaId: await logo('bell-gold.png', '#c8912b'), name: 'The bell in gold' },
    ],
  })
})

export const brand: Walk = async (page, studio) => {
  await kit(studio)
  await open(page, studio, '/brand')
  await page
    .getByText('The bell, on light')
    .or(page.locator('input[value="The bell, on light"]'))
    .first()
    .waitFor()
}

const given = once(async (studio) => {
  const { call, ctx, workspaceId } = studio
  const people = await ctx.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select(['users.id', 'users.name'])
    .where('members.workspaceId', '=', workspaceId)
    .execute()
  const marta = people.find(({ name }) => name.startsWith('Marta'))?.id ?? null
  const owner = people.find(({ id }) => id !== marta)?.id ?? null
  const { items } = await call<{ items: { id: string }[] }>('GET', '/posts?limit=1')
  const tasks = [
    { title: 'Ask the foundry for the drawing of the bell', assigneeId: owner, dueOn: day(-1) },
    { title: 'Read the Latvian once more', assigneeId: marta, dueOn: day(0), postId: items[0]?.id ?? null },
    { title: 'Photograph the new grinder', assigneeId: marta, dueOn: day(2) },
    { title: 'Names of those who won in October', assigneeId: null, dueOn: day(6) },
    { title: 'Where is the old sign?', assigneeId: null, dueOn: null, note: 'It was in the cellar.' },
  ]
  for (const task of tasks) await call('POST', '/tasks', task)
})

export const tasks: Walk = async (page, studio) => {
  await given(studio)
  await open(page, studio, '/tasks')
  await page.getByRole('button', { name: 'Where is the old sign?', exact: true }).waitFor()
}
