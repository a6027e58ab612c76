import { expect, test } from 'vitest'
import { writeAlert } from '../../src/modules/people/sign-in/letter.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import { world } from '../world.ts'
import { openDoor, password, person, type Visitor, visitor } from './door.ts'

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }

async function bench() {
  const w = await world()
  const letters: Letter[] = []
  w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
  const server = await openDoor(w)
  const [ieva, marta] = [await person(w, w, 'editor'), await person(w, w, 'editor')]
  const signIn = async (visit: Visitor, { email }: { email: string }) => {
    expect(
      (await visit('POST /sign-in', { email, password }, { ...firefox, 'carillon-csrf': '1' })).status,
    ).toBe(200)
    await w.runJobs()
    return letters.splice(0)
  }
  return { w, server, ieva, marta, signIn }
}

test('a sign-in with a browser that is new to a person is told in a letter, once', async () => {
  const { server, ieva, signIn } = await bench()
  const browser = visitor(server)
  const [letter, ...more] = await signIn(browser, ieva)
  expect(more).toEqual([])
  expect(letter).toMatchObject({ to: ieva.email, subject: 'A new sign-in to your Carillon account' })
  for (const fact of ['Firefox, Linux', '127.0.0.1', 'January 1, 2030', '/account'])
    expect(letter?.text).toContain(fact)
  await browser('POST /sign-out', {}, { 'carillon-csrf': '1' })
  expect(await signIn(browser, ieva)).toEqual([])
  expect(await signIn(visitor(server), ieva)).toHaveLength(1)
})

test('the mark goes wherever one signs in, and one that went to the API alone is taken away', async () => {
  const { w, server, ieva } = await bench()
  const { headers } = await visitor(server)('POST /sign-in', { email: ieva.email, password })
  const given = [headers['set-cookie']].flat().filter((line) => String(line).startsWith('carillon.known='))
  expect(given).toEqual([
    expect.stringMatching(/^carillon\.known=[\w-]{22}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/),
    'carillon.known=; Max-Age=0; Path=/api/v1; HttpOnly; SameSite=Lax',
  ])
  await w.runJobs()
})

test('two who share a browser are known by it both; what one brings says nothing of the other', async () => {
  const { server, ieva, marta, signIn } = await bench()
  const shared = visitor(server)
  expect(await signIn(shared, ieva)).toHaveLength(1)
  expect(await signIn(shared, marta)).toHaveLength(1)
  expect(await signIn(shared, ieva)).toEqual([])
  expect(await signIn(shared, marta)).toEqual([])
})

test('a mark that is made up is not known', async () => {
  const { server, ieva, signIn } = await bench()
  const thief = visitor(server)
  thief.cookie = `carillon.known=${'A'.repeat(22)}.x.${'é'.repeat(22)}`
  expect(await signIn(thief, ieva)).toHaveLength(1)
})

test.each(['en', 'ru', 'vi', 'th', 'lv'])('the letter has words in %s', (language) => {
  const facts = {
    name: 'Ieva',
    at: new Date('2030-01-01T08:00Z'),
    ip: '::1',
    browser: 'Firefox',
    url: 'https://c.test',
  }
  const { subject, text } = writeAlert(language, facts)
  expect(subject).toContain('Carillon')
  for (const said of ['Ieva', '2030', '::1', 'Firefox', 'https://c.test']) expect(text).toContain(said)
})
