import { chromium } from 'playwright-core'
import { startWorker } from '../src/house.ts'
import { chromiumPath } from '../test/browser/chromium.ts'
import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Called } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { fillPlan, type PlanPages } from './frame/plan-texts.ts'

/** Each sets the same word when it runs. */
const texts = [
  '<script>globalThis.rang=1</script>',
  '"><script>globalThis.rang=1</script>',
  '</title><script>globalThis.rang=1</script>',
  '<img src=x onerror=globalThis.rang=1>',
  '"><img src=x onerror="globalThis.rang=1">',
  '<svg onload=globalThis.rang=1>',
  ']]><script>globalThis.rang=1</script>',
  '<iframe srcdoc="<script>parent.rang=1</script>">',
  '<details open ontoggle=globalThis.rang=1>',
  '{{constructor.constructor("globalThis.rang=1")()}}',
]
const opened = /<(script|img|svg|iframe|details)[^>]*(rang|>globalThis)/i

const scripts: Attack = {
  name: 'scripts',
  async run(house, tally) {
    const feed = await fill(house, tally)
    const plan = await fillPlan(house, tally, texts)
    await answers(house, tally)
    await feeds(house, tally, feed)
    await reflected(house, tally)
    tally.check(
      'control: a text that is not escaped is seen',
      texts.filter((text) => opened.test(text)).length >= 8,
    )
    await screens(house, tally, plan)
  },
}

/** Puts the texts into everything that has a name or says something. Answers the path of a feed that they are in. */
async function fill(house: House, tally: Tally): Promise<string> {
  const { owner } = house
  const title = texts[2] ?? ''
  const make = (home: string) =>
    owner('POST channels', { network: 'feed', way: 'make', fields: { title, description: title, home } })
  const bad = await make('javascript:globalThis.rang=1')
  tally.check('a home page that is a script', bad.status === 422, bad.text)
  const joined = await make('https://example.com/"><script>globalThis.rang=1</script>')
  const [channel] = (joined.body.channels ?? []) as { id: string; profileUrl: string }[]
  if (!channel) throw new Error(`No feed was made: ${joined.text}`)
  for (const text of texts) {
    const calls: [Called, object][] = [
      ['POST campaigns', { name: text }],
      ['POST keys', { name: text, role: 'analyst' }],
      ['POST hooks', { url: `https://hooks.example/${encodeURIComponent(text)}`, events: ['post.proposed'] }],
      ['PATCH me', { name: text }],
      ['PATCH workspace', { name: text }],
      [`PATCH channels/${channel.id}`, { name: text }],
      [
        'POST posts',
        {
          content: {
            title: text,
            parts: [{ text, link: { url: 'https://a.example/', title: text, description: text } }],
          },
          variants: [{ channelId: channel.id }],
          schedule: { kind: 'now' },
        },
      ],
    ]
    for (const [call, body] of calls) {
      const answer = await owner(call, body)
      tally.check(`${call} with ${text}`, answer.status < 300 && safe(answer), answer.text)
    }
  }
  await publish(house, texts.length)
  return new URL(channel.profileUrl).pathname
}

async function publish(house: House, count: number): Promise<void> {
  const worker = await startWorker(house.ctx)
  for (let i = 0; i < 60; i++) {
    const { body } = await house.owner('GET deliveries?state=published&limit=100')
    if ((body.items as object[]).length >= count) break
    await new Promise((done) => setTimeout(done, 250))
  }
  await worker.stop()
}

const safe = ({ headers }: Answer): boolean =>
  /^application\/(problem\+)?json/.test(String(headers['content-type'])) &&
  headers['x-content-type-options'] === 'nosniff' &&
  /script-src 'self'(;|$)/.test(String(headers['content-security-policy']))

async function answers(house: House, tally: Tally): Promise<void> {
  for (const path of [
    'posts',
    'campaigns',
    'channels',
    'keys',
    'hooks',
    'me',
    'workspace',
    'members',
    'audit',
    'deliveries',
    'publications',
    'sessions',
    'competitors',
    'suspects',
    'contractor-jobs',
    'strategy',
    'strategy/links',
  ]) {
    const answer = await house.owner(`GET ${path}`)
    tally.check(`GET ${path} is JSON and nothing else`, answer.status === 200 && safe(answer), answer.headers)
  }
}

async function feeds(house: House, tally: Tally, path: string): Promise<void> {
  for (const ending of ['', '.rss', '.atom']) {
    const { status, text, headers } = await house.visitor()(`GET ${path}${ending}`)
    tally.check(
      `control: the feed${ending} holds the texts`,
      status === 200 && text.includes('globalThis.rang'),
    )
    // Markup may stand in a feed for its readers, if it is escaped once more than it is read.
    tally.check(
      `the feed${ending} holds them as text`,
      !opened.test(text.replaceAll('&amp;lt;', '')),
      text.match(opened)?.[0],
    )
    tally.check(`the feed${ending} links to no script`, !/(href|src)="\s*javascript:/i.test(text))
    tally.check(
      `the feed${ending} runs none`,
      /script-src 'self'|default-src 'none'/.test(String(headers['content-security-policy'])),
    )
  }
}

/** What stands in an address comes back in no page. */
async function reflected(house: House, tally: Tally): Promise<void> {
  for (const text of texts) {
    const said = encodeURIComponent(text)
    for (const path of [
      `/${said}`,
      `/api/v1/${said}`,
      `/api/v1/posts?cursor=${said}`,
      `/feeds/${said}`,
      `/connect/callback?state=${said}&error=${said}`,
      `/w/${said}/posts?text=${said}`,
    ]) {
      const answer = await house.visitor()(`GET ${path}`, undefined, { accept: 'text/html' })
      const page = String(answer.headers['content-type']).startsWith('text/html') && opened.test(answer.text)
      const away = String(answer.headers.location ?? house.url).startsWith(house.url)
      tally.check(`GET ${path}`, !page && away && answer.status < 500, answer.text)
    }
  }
}

/** Read by the page itself. */
const scriptLinks = `[...document.querySelectorAll('[href], [src]')]
  .map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? '')
  .filter((address) => /^\\s*javascript:/i.test(address))`

/** The screen itself, in a real browser, over all that was put in. */
async function screens(house: House, tally: Tally, plan: PlanPages): Promise<void> {
  if (!house.screen) return void tally.check('the screen is built (npm run build)', false)
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const context = await browser.newContext({ baseURL: house.url })
    const cookies = house.owner.cookie.split('; ').map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      return { name, value, url: house.url }
    })
    await context.addCookies(cookies)
    const page = await context.newPage()
    const rang = () => page.evaluate(() => 'rang' in globalThis)
    await page.setContent(texts.join(''))
    await page.waitForTimeout(300)
    tally.check('control: a page without a policy runs them', await rang())
    for (const path of [
      '',
      '/posts',
      '/calendar',
      '/campaigns',
      '/channels',
      '/deliveries',
      '/settings',
      '/settings/keys',
      '/settings/webhooks',
      '/settings/audit',
      '/account',
      ...plan.paths,
    ]) {
      await page.goto(`/w/${house.workspaceId}${path}`)
      await page.locator('main').first().waitFor({ timeout: 10_000 })
      await page.waitForTimeout(400)
      tally.check(`no script ran on ${path || '/'}`, !(await rang()))
      const links = await page.evaluate<string[]>(scriptLinks)
      tally.check(`no link on ${path || '/'} is a script`, links.length === 0, links)
    }
    await page.goto(plan.shared)
    await page.getByText('globalThis.rang').first().waitFor({ timeout: 10_000 })
    tally.check('no script ran on the shared strategy', !(await rang()))
    await page.goto(`/w/${house.workspaceId}/campaigns`)
    await page
      .getByText(texts[0] ?? '')
      .first()
      .waitFor({ timeout: 10_000 })
    tally.check('control: the texts are on the screen, as text', true)
  } finally {
    await browser.close()
  }
}

export const scriptAttacks: readonly Attack[] = [scripts]
