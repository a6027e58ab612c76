import { NetworkFailure } from '../kit/failure.ts'
import { namesIn } from '../kit/mentions.ts'
import type { SendCall } from '../kit/network.ts'
import { askBeside, shaped } from './client.ts'
import { User, Users } from './entities.ts'

/** Whom a post tags on its pictures, by the numbers that X takes. Each that is looked up costs, so it is done once. */
export async function taggedIn({
  tools,
  account,
  content,
  signal,
}: Pick<SendCall, 'tools' | 'account' | 'content' | 'signal'>): Promise<string[]> {
  const typed = namesIn(content.options.tagged).map((name) => name.toLowerCase())
  const names = [...new Set(typed)].filter((name) => /^\w{1,15}$/.test(name))
  if (names.length === 0 || content.parts.every(({ media }) => media.length === 0)) return []
  const query = { usernames: names.join(',') }
  const answer = await askBeside(tools, account, { method: 'GET', path: '/2/users/by', query, signal })
  const known = new Map(
    shaped(Users, answer).data.flatMap((one) => {
      const user = User.safeParse(one).data
      return user ? [[user.username.toLowerCase(), user.id] as const] : []
    }),
  )
  const missing = names.filter((name) => !known.has(name))
  if (missing.length > 0)
    throw new NetworkFailure(
      'rejected',
      `X does not find who is tagged: ${missing.map((name) => `@${name}`).join(', ')}. Correct it in the settings of the post.`,
      { code: 'tagged_unknown' },
    )
  return names.flatMap((name) => known.get(name) ?? [])
}
