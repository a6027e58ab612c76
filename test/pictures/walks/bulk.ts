import { open, type Walk } from './steps.ts'

const rows = [
  ['Text', 'Channels', 'When', 'Category', 'Campaign'],
  ['Why we rest beans for ten days', 'Belltower Coffee', '2026-12-01 12:15', 'educational', ''],
  [
    'Guess how many cups the roastery drinks in a week',
    'Belltower Coffe',
    '2026-12-03 17:00',
    'engaging',
    '',
  ],
  ['The last bags of Huila', 'Belltower Coffee', '2026-11-03 17:00', 'promotional', ''],
  ['Meet the man who cast the bell', 'Belltower Coffee', '2026-12-05 10:00', 'brnd', 'The new roastery'],
  ['Open on the second Sunday of Advent', 'Belltower Coffee', '2026-12-06 10:00', 'brand', 'Advent'],
  ['Filter or espresso on a dark morning?', 'Belltower Coffee', '2026-12-07 08:30', 'engaging', ''],
  ['Water makes the cup: three that we tried', 'Belltower Coffee', '2026-12-08 12:15', 'educational', ''],
]

/** A table that was looked through: its bad rows, each with its reason. */
export const dryRun: Walk = async (page, studio) => {
  await open(page, studio, '/bulk')
  await page.locator('input[type=file]').setInputFiles({
    name: 'december.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')),
  })
  await page.getByRole('heading', { name: 'december.csv' }).waitFor()
  await page.getByRole('button', { name: 'Look through the rows' }).click()
  await page.getByText('You may leave this page').waitFor()
  await studio.runJobs()
  await page.getByRole('tab', { name: 'Bad' }).click()
  await page.getByText('No channel here is called', { exact: false }).first().waitFor()
  await page.waitForTimeout(500)
  await page
    .getByRole('tab', { name: 'Bad' })
    .evaluate('(one) => scrollTo(0, one.getBoundingClientRect().top + scrollY - 90)')
}
