import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PostItem } from '../../src/modules/create/posts/contract.ts'
import { startProgram } from '../program.ts'
import * as job from './job.ts'
import { barriers } from './look.ts'

let stage: job.Stage
let walk: job.Walk
beforeAll(async () => {
  stage = await job.setStage()
  walk = await job.begin(stage, 'mouse', {})
  await job.firstVisit(walk)
})
afterAll(() => stage.strike())

/** What the server has, told by itself and not by the screen. */
async function kept(): Promise<string[]> {
  const workspace = new URL(walk.page.url()).pathname.split('/')[2] ?? ''
  const answer = await walk.context.request.get('/api/v1/posts', {
    headers: { 'carillon-workspace': workspace },
  })
  const { items } = (await answer.json()) as { items: PostItem[] }
  return items.map(({ text }) => text)
}

test('a reload in the middle of a sentence loses nothing', async () => {
  const { page } = walk
  await page.goto('/posts/new')
  const text = job.textField(page)
  await text.fill('Begun before the reload')
  await page.reload()
  await expect.poll(() => text.inputValue()).toBe('Begun before the reload')
  await text.press('End')
  await text.pressSequentially(', ended after it')
  await job.saved(page)
  await expect.poll(kept).toEqual(['Begun before the reload, ended after it'])
})

test('what is written without a line is kept through a reload, and saved when the line is back', async () => {
  const { page, context } = walk
  const text = job.textField(page)
  await context.setOffline(true)
  await text.fill('Written in the tunnel')
  await page.getByText('No connection: kept on this device').waitFor()
  expect(await barriers(page)).toEqual([])
  await context.setOffline(false)
  await job.saved(page)
  await expect.poll(kept).toEqual(['Written in the tunnel'])
})

test('what is written while the server is away is saved when it has come back', async () => {
  const { page } = walk
  const { home, url } = stage.program
  const text = job.textField(page)
  await stage.program.stop()
  await text.fill('Written while nobody listened')
  await page
    .getByText(/Carillon cannot be reached|No connection|only on this device/)
    .first()
    .waitFor()
  stage.program = await startProgram({ home, port: Number(new URL(url).port) })
  await job.saved(page)
  await expect.poll(kept).toEqual(['Written while nobody listened'])
})
