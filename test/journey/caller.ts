import { z } from 'zod'

type Call = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`
export type Answer = { status: number; headers: Headers; text: string; body: unknown }

export const Problem = z.looseObject({
  code: z.string(),
  detail: z.string(),
  fields: z.array(z.looseObject({ path: z.string(), code: z.string() })).optional(),
})

/** Somebody who speaks to the public API over HTTP: a person with cookies, or a program with a key. */
export class Caller {
  readonly url: string
  private readonly standing: Record<string, string>
  private readonly cookies: Map<string, string>

  constructor(url: string, standing: Record<string, string> = {}, cookies = new Map<string, string>()) {
    this.url = url
    this.standing = standing
    this.cookies = cookies
  }

  static withKey(url: string, secret: string): Caller {
    return new Caller(url, { authorization: `Bearer ${secret}` })
  }

  /** The same person, in a workspace. */
  in(workspaceId: string): Caller {
    return new Caller(this.url, { ...this.standing, 'carillon-workspace': workspaceId }, this.cookies)
  }

  /** `call` is a method and a path below /api/v1. */
  ask(call: Call, body?: object): Promise<Answer> {
    const [method = '', path = ''] = call.split(' ')
    return this.send(method, `${this.url}/api/v1${path}`, body)
  }

  /** What a browser opens: a page or a document, at its address. Redirects are not followed. */
  open(address: string): Promise<Answer> {
    return this.send('GET', new URL(address, this.url).href)
  }

  /** A good answer, held against the contract. */
  async get<S extends z.ZodType>(shape: S, call: Call, body?: object): Promise<z.infer<S>> {
    const answer = await this.ask(call, body)
    if (answer.status >= 300) throw new Error(`${call} was answered ${answer.status}: ${answer.text}`)
    return shape.parse(answer.body)
  }

  /** A call that must be refused. */
  async refused(call: Call, body?: object): Promise<z.infer<typeof Problem> & { status: number }> {
    const answer = await this.ask(call, body)
    if (answer.status < 400) throw new Error(`${call} was not refused: ${answer.status} ${answer.text}`)
    return { ...Problem.parse(answer.body), status: answer.status }
  }

  private async send(method: string, address: string, body?: object): Promise<Answer> {
    const form = body instanceof FormData
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookies.size > 0 && { 'carillon-csrf': '1', cookie: this.cookieHeader() }),
        ...(body && !form && { 'content-type': 'application/json' }),
        ...this.standing,
      },
      ...(body && { body: form ? body : JSON.stringify(body) }),
    })
    for (const set of response.headers.getSetCookie()) this.keep(set)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parse(text) }
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  private keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
    if (/max-age=0/i.test(set)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
