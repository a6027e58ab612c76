import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember } from '../people/door.ts'
import { type Look, visitor } from './browser.ts'
import { type House, house, owner } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

let home: House
/** A program on the person's machine that waits for the browser to come back. */
const assistant = createServer((_request, response) => response.end('Done. You can close this page.'))
let callback: string

beforeAll(async () => {
  home = await house()
  await new Promise<void>((done) => assistant.listen(0, '127.0.0.1', done))
  callback = `http://127.0.0.1:${(assistant.address() as AddressInfo).port}/callback`
})
afterAll(() => assistant.close())

const verifier = 'a-verifier-of-at-least-forty-three-characters'
const challenge = createHash('sha256').update(verifier).digest('base64url')

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const form = path.endsWith('token')
  const answer = await fetch(home.url + path, {
    method: 'POST',
    headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' },
    body: form ? new URLSearchParams(body as Record<string, string>) : JSON.stringify(body),
  })
  return answer.json() as Promise<Record<string, unknown>>
}

/** The address that a program opens in the browser, and as whom it is known. */
async function begin(instead: Record<string, string> = {}): Promise<{ id: string; address: string }> {
  const { client_id } = await post('/oauth/register', {
    client_name: 'Helpful Assistant',
    redirect_uris: ['http://127.0.0.1/callback'],
  })
  const id = String(client_id)
  const asked = { response_type: 'code', client_id: id, redirect_uri: callback, state: '1e3 "&"' }
  const proof = { code_challenge: challenge, code_challenge_method: 'S256', resource: `${home.url}/mcp` }
  const query = new URLSearchParams({ ...asked, ...proof, ...instead })
  return { id, address: `${home.url}/oauth/authorize?${query}` }
}

async function isFine(page: Page, name: string): Promise<void> {
  await shot(page, name, { whole: true })
  expect(await barriers(page, 'own'), name).toEqual([])
  expect(await smallTargets(page), name).toEqual([])
  expect(await sticksOut(page), name).toBe(false)
}

async function enter(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

test('sent by a program, a person signs in, chooses how far it may go, lets it in, and sees and revokes it', async () => {
  await home.signedIn()
  const { page, complaints } = await visitor(home.url, { size: 'phone', theme: 'dark' })
  const { id, address } = await begin()
  await page.goto(address)
  await page.getByText('A program asks to be connected').waitFor()
  await shot(page, 'connect-sign-in')
  // Whoever signs in at a provider comes back to the bare path.
  await page.goto(`${home.url}/connect-program`)
  await enter(page, owner)
  await page.getByRole('heading', { name: 'Connect “Helpful Assistant”?' }).waitFor()
  await page.getByText(`a program on this device (${new URL(callback).host})`).waitFor()
  await shot(page, 'connect-phone-dark')
  await page.getByLabel('What it may do').click()
  await page.getByRole('option', { name: 'What I tick' }).click()
  await page.getByRole('checkbox', { name: 'Schedule and publish' }).click()
  await page.getByText('It can publish without asking you again.').waitFor()
  expect(await page.getByRole('checkbox', { name: 'API keys' }).count()).toBe(0)
  await isFine(page, 'connect-ticked')
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
  await page.getByText('Done. You can close this page.').waitFor()
  const answer = new URL(page.url()).searchParams
  expect([answer.get('state'), answer.get('iss')]).toEqual(['1e3 "&"', home.url])
  const given = { grant_type: 'authorization_code', client_id: id, redirect_uri: callback }
  const tokens = await post('/oauth/token', {
    ...given,
    code: answer.get('code'),
    code_verifier: verifier,
  })
  expect(tokens.scope).toBe('workspace.read numbers.read team.read budget.read post.publish')

  await page.goto(`${home.url}/settings/keys`)
  await page.getByText('Helpful Assistant (127.0.0.1)').waitFor()
  await page.getByText('connected by Ieva Kalniņa').waitFor()
  expect(await page.getByRole('button', { name: 'New secret' }).count()).toBe(0)
  await shot(page, 'connect-keys')
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Revoked', { exact: true }).waitFor()
  const renewal = { grant_type: 'refresh_token', client_id: id, refresh_token: tokens.refresh_token }
  expect((await post('/oauth/token', renewal)).error).toBe('invalid_grant')
  expect(complaints).toEqual([])
})

const desktop: Look = { size: 'desktop', theme: 'light' }

test('a person says no, and the program hears it', async () => {
  const { page, complaints } = await home.signedIn(desktop)
  await page.goto((await begin()).address)
  await page.getByRole('heading', { name: 'Connect “Helpful Assistant”?' }).waitFor()
  await isFine(page, 'connect-desktop-light')
  await page.getByRole('button', { name: 'Do not allow' }).click()
  await page.getByText('Done. You can close this page.').waitFor()
  expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied')
  expect(complaints).toEqual([])
})

test('what cannot be let in is told, and nobody is sent anywhere by following a link', async () => {
  const { page, complaints } = await home.signedIn(desktop)
  await page.goto((await begin({ redirect_uri: 'https://evil.example/callback' })).address)
  await page.getByText('an address that it never named').waitFor()
  await isFine(page, 'connect-refused')
  await page.goto((await begin({ code_challenge_method: 'plain' })).address)
  await page.getByText('does not prove that it is the one who asks').waitFor()
  await page.getByRole('button', { name: `Back to ${new URL(callback).host}` }).click()
  await page.getByText('Done. You can close this page.').waitFor()
  expect(new URL(page.url()).searchParams.get('error')).toBe('invalid_request')
  await page.goto(`${home.url}/connect-program`)
  await page.getByText('The program that sent you here is not known').waitFor()
  expect(complaints).toEqual([])
})

test('a person who may make no keys is told whom to ask', async () => {
  const marta = { email: 'marta@example.com', name: 'Marta', password: 'slow ferries cross the gulf' }
  const { workspaceId } = await home.signedIn()
  const there = { ...home.actor('owner'), workspaceId }
  await addMember(home.ctx, there, { ...marta, role: 'editor' })
  const { page, complaints } = await visitor(home.url, { size: 'phone', theme: 'light' })
  await page.goto((await begin()).address)
  await enter(page, marta)
  await page.getByText('Ask an owner.').waitFor()
  await shot(page, 'connect-nowhere')
  expect(complaints).toEqual([])
})
