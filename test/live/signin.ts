import { request } from 'node:http'

type Answer = { status: number; location: string | undefined; body: string }

/**
 * A person at the server's own sign-in page, without a browser: opens the page, signs in, and allows or denies.
 * Answers with the query that the person is sent back with. `fetch` will not do, it forbids the sec-fetch headers.
 */
export async function signIn(
  page: string,
  person: { handle: string; password: string },
  decision: 'consent' | 'reject' = 'consent',
): Promise<Record<string, string>> {
  const cookies = new Map<string, string>()
  const { origin } = new URL(page)
  const browser = {
    'user-agent': 'Mozilla/5.0',
    'accept-language': 'en',
    accept: 'text/html,application/json',
  }

  function ask(url: string, method: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return new Promise((done, fail) => {
      const sent = request(url, { method, headers: { ...browser, cookie, ...headers } }, (answer) => {
        for (const set of answer.headers['set-cookie'] ?? []) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
          cookies.set(name, value)
        }
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('end', () =>
          done({ status: answer.statusCode ?? 0, location: answer.headers.location, body: text }),
        )
      })
      sent.on('error', fail).end(body)
    })
  }

  const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const opened = await ask(page, 'GET', {
    ...navigate,
    'sec-fetch-site': 'cross-site',
    'sec-fetch-user': '?1',
  })
  if (opened.status !== 200)
    throw new Error(`The sign-in page answered ${opened.status}: ${opened.body.slice(0, 300)}`)
  const csrf = [...cookies].find(([name]) => name.includes('csrf'))?.[1] ?? ''

  async function post(verb: string, body: object): Promise<{ url?: string; account?: { did: string } }> {
    const same = {
      'sec-fetch-mode': 'same-origin',
      'sec-fetch-dest': 'empty',
      'sec-fetch-site': 'same-origin',
    }
    const headers = {
      ...same,
      'content-type': 'application/json',
      origin,
      referer: page,
      'x-csrf-token': csrf,
    }
    const answer = await ask(
      `${origin}/@atproto/oauth-provider/~api/${verb}`,
      'POST',
      headers,
      JSON.stringify(body),
    )
    if (answer.status !== 200)
      throw new Error(`${verb} was answered ${answer.status}: ${answer.body.slice(0, 300)}`)
    return JSON.parse(answer.body)
  }

  const signedIn = await post('sign-in', {
    username: person.handle,
    password: person.password,
    locale: 'en',
    remember: true,
  })
  const { url = '' } = await post(decision, decision === 'consent' ? { did: signedIn.account?.did } : {})
  const back = await ask(new URL(url, origin).href, 'GET', {
    ...navigate,
    'sec-fetch-site': 'same-origin',
    referer: page,
  })
  return Object.fromEntries(new URL(back.location ?? '').searchParams)
}
