import { afterAll, beforeAll, expect, test } from 'vitest'
import { xFake } from '../networks/x-fake.ts'
import { type House, house } from './house.ts'
import { barriers, faults, languages, misfits, shot } from './look.ts'

const fake = xFake()
let home: House
let kinds = ''

beforeAll(async () => {
  await fake.start(() => new Date())
  home = await house({
    fetch: (input, init) => {
      const url = new URL(String(input))
      const door = fake.doors()[url.origin]
      return fetch(door ? `${door}${url.pathname}${url.search}` : url, init)
    },
  })
})
afterAll(() => fake.stop())

test('an app is registered on the way, and an account signs in by it', async () => {
  const user = fake.state.addUser('Bell foundry')
  const { page, complaints } = await home.signedIn()
  // The network’s own page: whoever is sent there allows it and is sent back.
  await page.route('https://x.com/i/oauth2/authorize**', async (route) => {
    const asked = route.request().url()
    const back = new URL(new URL(asked).searchParams.get('redirect_uri') ?? '')
    back.search = new URLSearchParams(fake.state.allow(user, asked)).toString()
    await route.fulfill({ status: 302, headers: { location: back.href } })
  })
  await page.goto('/channels?join=x')
  await page.getByText('wants the program to be registered').waitFor()
  // Where it is done is drawn beside each step, with what to copy there and where to paste what is found there.
  await page.getByText('Callback URI / Redirect URL').waitFor()
  await shot(page, 'apps-guide')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: /connect\/callback/ }).click()
  await page.getByRole('button', { name: /connect\/callback.*Copied/ }).waitFor()
  await page.getByRole('button', { name: 'into “Client ID” here' }).click()
  expect(await page.evaluate('document.activeElement.name')).toBe('clientId')
  await page.getByLabel('Client ID').fill(fake.state.app.clientId)
  await page.getByRole('button', { name: 'Add an app' }).click()
  await page.getByText('This is needed.').first().waitFor()
  await page.getByLabel(/Client secret/i).fill(fake.state.app.clientSecret)
  await page.getByRole('button', { name: 'Add an app' }).click()
  await page.getByLabel('Sign in by the app').waitFor()
  await page.getByRole('button', { name: 'Go to X' }).click()
  await page.getByRole('heading', { name: 'Bell foundry' }).waitFor()
  expect(await faults(page, complaints)).toEqual([])

  await page.goto('/channels/apps')
  await page.getByText('1 channel signs in with it').waitFor()
  await shot(page, 'apps-page')
  expect(await faults(page, complaints)).toEqual([])
  await page.goto('/channels/status')
  await page.getByRole('link', { name: 'Bell foundry' }).waitFor()
  await page.getByText('No post in seven days').waitFor()
  await page.getByText('The network says nothing of what is left now').waitFor()
  await shot(page, 'status-page')
  expect(await faults(page, complaints)).toEqual([])
})

test('what may be published is told for each kind of post', async () => {
  const { page, complaints, workspaceId } = await home.signedIn()
  const { id } = await home.ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId, network: 'facebook', remoteId: '1', server: 'https://graph.facebook.com' },
      ...{
        handle: 'foundry',
        name: 'Foundry',
        profileUrl: 'https://facebook.com/1',
        timeZone: 'Europe/Riga',
      },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  kinds = `/channels/${id}`
  await page.goto(kinds)
  await page.getByRole('tab', { name: 'Story' }).click()
  await page.getByText('None in this kind of post').first().waitFor()
  await page.getByText('1 in a post').first().waitFor()
  await shot(page, 'limits-story', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
})

test.each(languages)('in %s the guide, the apps and the status say everything and fit', async (language) => {
  const visit = await home.signedIn({ size: 'phone', theme: 'dark', language })
  const places = {
    ...{ guide: '/channels?join=instagram', apps: '/channels/apps', status: '/channels/status' },
    kinds,
  }
  expect(await misfits(visit, places, `apps-${language}`)).toEqual({})
})
