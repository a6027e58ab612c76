import { z } from 'zod'
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, App, Tools } from '../kit/network.ts'
import { type Dialect, renewBy, withAccess } from '../kit/oauth.ts'
import { failureOf, isFine } from './failures.ts'

export const site = 'https://www.tiktok.com'
export const api = 'https://open.tiktokapis.com'

const scopesBy = {
  drafts: ['user.info.basic', 'video.upload'],
  posting: ['user.info.basic', 'video.publish', 'video.upload'],
  all: [
    'user.info.basic',
    'video.publish',
    'video.upload',
    'user.info.profile',
    'user.info.stats',
    'video.list',
  ],
} as const

/** What TikTok has approved for the app: whoever asks for more is refused altogether. */
export function scopesOf({ values }: Pick<App, 'values'>): readonly string[] {
  const { rights = 'all' } = values
  return rights === 'drafts' || rights === 'posting' ? scopesBy[rights] : scopesBy.all
}

export const isAudited = ({ values }: Pick<App, 'values'>): boolean => values.audited === 'yes'

export const dialectOf = (app: Pick<App, 'values'>): Dialect => ({
  network: 'TikTok',
  authorize: `${site}/v2/auth/authorize/`,
  token: `${api}/v2/oauth/token/`,
  scopes: scopesOf(app),
  separator: ',',
  pkce: 'hex',
  proof: 'form',
  idName: 'client_key',
  lives: 86_400,
  // Without it TikTok sends people straight back, with the account and the rights of the last time.
  more: { disable_auto_auth: '1' },
})

/** Tokens are made new alike for every app. */
export const dialect = dialectOf({ values: {} })

/** Who speaks: an account that is joined, or one that is just being joined and has an access token alone. */
export type Line = { tools: Tools; account: Account } | { tools: Tools; access: string }

export type Request = Omit<Asked, 'url'> & { path: string }

/** Asks with a good access token, and answers what TikTok says in a known shape. Throws NetworkFailure for what is no success. */
export async function ask<T>(line: Line, schema: z.ZodType<T>, { path, ...request }: Request): Promise<T> {
  const { tools } = line
  const send = async (access: string): Promise<Answered> => {
    const answered = await askServer(tools, {
      ...request,
      url: api + path,
      headers: { authorization: `Bearer ${access}`, ...request.headers },
    })
    if (isFine(answered)) return answered
    throw failureOf(tools, answered, request.changes === true)
  }
  const answered = await ('access' in line
    ? send(line.access)
    : withAccess(tools, line.account, renewBy(tools, dialect), send))
  return shaped(schema, answered, request.changes === true)
}

function shaped<T>(schema: z.ZodType<T>, { status, body }: Answered, changes: boolean): T {
  const found = z.object({ data: schema }).safeParse(body)
  if (found.success) return found.data.data as T
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'TikTok answered with something that its interface does not say.',
    { code: 'odd_answer', status, cause: found.error },
  )
}

export const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })

/** Ids have nineteen digits: too many for a number, and written as one by some answers. */
export const Id = z.union([z.string().min(1), z.number().transform(String)])
export const Count = z.number().nonnegative().optional()

/** One strange thing in a list does not hide the others. */
export const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((all) => (all ?? []).flatMap((one) => item.safeParse(one).data ?? []))
