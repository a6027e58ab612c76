import { defaultLimits } from '../src/platform/http/limits.ts'
import { hostileUrls } from './corpus/urls.ts'
import { type Attack, each, type Tally } from './frame/attack.ts'
import type { House } from './frame/house.ts'
import { type Place, places } from './frame/places.ts'

const longestMs = 12_000

/** A refusal that a person can read. */
const isSentence = (words: string): boolean => /^\S.{8,}[.!?…]$/su.test(words.trim())

/** More than two hundred addresses, at every place that asks one. */
const everywhere: Attack = {
  name: 'hostile-urls',
  async run(house, tally) {
    const corpus = hostileUrls(house.canary.port, house.lure)
    await control(house, tally)
    for (const place of places)
      await refused(
        house,
        tally,
        place,
        corpus.map(({ url }) => url),
      )
    tally.check('no connection was begun anywhere', house.watch.strange().length === 0, house.watch.strange())
  },
}

async function refused(house: House, tally: Tally, place: Place, urls: readonly string[]): Promise<void> {
  const before = house.canary.hits()
  for (const outcome of await place.ask(house, urls)) {
    const held = outcome.refused && isSentence(outcome.words) && outcome.ms < longestMs
    tally.check(`${place.name} ${JSON.stringify(outcome.url)}`, held, outcome)
  }
  const hits = house.canary.hits() - before
  tally.check(`${place.name} never reached the canary`, hits === 0, `${hits} connections`)
}

/** With the guard away the same addresses, at the same places, do reach the canary: so it is the guard that holds. */
async function control(house: House, tally: Tally): Promise<void> {
  const { canary, lure, watch } = house
  watch.expect(canary.port)
  const reaching = hostileUrls(canary.port, lure).filter(({ reaches }) => reaches)
  const open = [...new Set(reaching.flatMap(({ url }) => URL.parse(url)?.hostname ?? []))]
  const missed: string[] = []
  await house.unguarded([...open, 'localhost'], async () => {
    for (const { url } of reaching) {
      const before = canary.hits()
      // The client refuses credentials whatever is allowed; without them the address is the same.
      const bare = URL.parse(url)
      if (!bare) continue
      Object.assign(bare, { username: '', password: '' })
      await house.ctx
        .fetch(bare.href)
        .then((answer) => answer.body?.cancel())
        .catch(() => {})
      if (canary.hits() === before) missed.push(url)
    }
    for (const place of places) {
      const before = canary.hits()
      // The sign-in of Bluesky asks by https alone.
      await place.ask(house, [`http://127.0.0.1:${canary.port}/`, `https://a.loop.example:${canary.port}/`])
      tally.check(`control: without the guard, ${place.name} reaches the canary`, canary.hits() > before)
    }
  })
  tally.check(
    `control: without the guard, ${reaching.length} addresses reach it`,
    missed.length === 0,
    missed,
  )
}

const slow = [
  '/slow',
  '/silent',
  '/endless',
  '/gzip',
  '/brotli',
  '/lies',
  '/headers',
  '/loop',
  '/entities',
  '/tags',
]
/** What the way out itself allows, and a little for a busy machine. */
const patienceMs = defaultLimits.totalMs + 5000
const mostMemory = 400_000_000

/** Answers that never end, arrive a byte at a time, or unpack to gigabytes. */
const bodies: Attack = {
  name: 'hostile-answers',
  async run(house, tally) {
    const before = process.memoryUsage().rss
    let most = before
    const look = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 20)
    await each(places, places.length, async (place) => {
      const urls = slow.map((path) => house.lure.url + path)
      for (const outcome of await place.ask(house, urls)) {
        const inTime = outcome.ms < patienceMs
        // A page that is merely absurd may have a card; what has no end may not. Where the head of an answer says all, the
        // rest is not read, and it is enough that nobody waits for it.
        const fine = place.headOnly || /\/(entities|tags)$/.test(outcome.url)
        const held = inTime && (outcome.refused || fine)
        tally.check(`${place.name} ${outcome.url}`, held, outcome)
      }
    })
    clearInterval(look)
    const grown = Math.round((most - before) / 1e6)
    tally.check('memory stays within bounds', most - before < mostMemory, `${grown} MB more`)
    const bomb = await fetch(`${house.lure.url}/gzip`)
    const unpacked = await lengthOf(bomb)
    tally.check('control: another client unpacks it all', unpacked > 1e9, `${unpacked} bytes`)
  },
}

async function lengthOf(answer: Response): Promise<number> {
  let bytes = 0
  for await (const chunk of answer.body ?? []) bytes += chunk.length
  return bytes
}

export const urlAttacks: readonly Attack[] = [everywhere, bodies]
