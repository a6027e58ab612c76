import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context, Db } from '../../../app/context.ts'
import { signInError } from './errors.ts'

/** Tries that are free, how long a pause counts as a new beginning, and the longest wait between two tries. */
type Rule = { free: number; windowMs: number; longestPauseS?: number }

const minute = 60_000
const firstPauseS = 15
const usualLongestPauseS = 15 * 60

/**
 * One person mistyping is told early; an address or an account only when it looks like guessing, so that
 * nobody can lock another person out by a few wrong passwords.
 */
const rules = {
  pair: { free: 5, windowMs: 60 * minute },
  account: { free: 60, windowMs: 24 * 60 * minute },
  address: { free: 60, windowMs: 60 * minute },
} as const satisfies Record<string, Rule>

type Kind = keyof typeof rules
type Key = { kind: Kind; key: string }

/** Under which neither a mail address nor a network address can be read. */
export const digest = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 32)

const keysOf = (email: string, ip: string): Key[] => [
  { kind: 'pair', key: `pair:${digest(`${email} ${ip}`)}` },
  { kind: 'account', key: `account:${digest(email)}` },
  { kind: 'address', key: `address:${digest(ip)}` },
]

const forgottenRules = {
  /** Letters to one person; each is a nuisance to them. */
  account: { free: 3, windowMs: 60 * minute },
  address: { free: 20, windowMs: 60 * minute },
} as const satisfies Record<string, Rule>

/** Counts one who asks for a new password. Answers the seconds to wait, 0 for none. */
export async function brakeForgotten(ctx: Context, email: string, ip: string): Promise<number> {
  const address = await countTry(ctx, `forgotten-address:${digest(ip)}`, forgottenRules.address)
  return address || countTry(ctx, `forgotten-account:${digest(email)}`, forgottenRules.account)
}

const letterRules = {
  workspace: { free: 50, windowMs: 60 * minute },
  reader: { free: 5, windowMs: 24 * 60 * minute },
} as const satisfies Record<string, Rule>

/** Counts a letter that its reader did not ask for. Answers the seconds to wait, 0 for none. */
export async function brakeLetters(ctx: Context, workspaceId: string, email: string): Promise<number> {
  const workspace = await countTry(ctx, `letters-from:${workspaceId}`, letterRules.workspace)
  return workspace || countTry(ctx, `letters-to:${digest(email)}`, letterRules.reader)
}

/**
 * Wrong codes of one person, wherever they come from: whoever gets so far has the password. Of a million codes three are
 * right at an instant, so one try an hour finds one in decades.
 */
const codeRule: Rule = { free: 10, windowMs: 24 * 60 * minute, longestPauseS: 60 * 60 }

export type Brake = { release(): Promise<void> }

/** The same for codes of the second step: counted before they are looked at, taken back after a right one. */
export async function brakeCode(ctx: Context, userId: string): Promise<Brake> {
  const key = `code:${digest(userId)}`
  const retryAfter = await countTry(ctx, key, codeRule)
  if (retryAfter > 0) throw signInError('codes_braked', { retryAfter })
  return {
    release: async () => void (await ctx.db.deleteFrom('signInBrakes').where('key', '=', key).execute()),
  }
}

/**
 * Counts a try before the password is looked at, so that many at once do not slip through, and refuses it while a pause
 * lasts. `release` after the right password takes the count back.
 */
export async function brakeSignIn(ctx: Context, email: string, ip: string): Promise<Brake> {
  const keys = keysOf(email, ip)
  for (const { kind, key } of keys) {
    const retryAfter = await countTry(ctx, key, rules[kind])
    if (retryAfter > 0) throw signInError('braked', { retryAfter })
  }
  return { release: () => forgive(ctx, keys) }
}

const sharedRule: Rule = { free: 60, windowMs: 60 * minute }

/**
 * One who opens something by a link that needs no account: counted against their address before the link is looked up, taken
 * back where it is one. Answers the seconds to wait, 0 for none, and how to take it back.
 */
export async function brakeShared(ctx: Context, ip: string): Promise<Brake & { retryAfter: number }> {
  const key = `shared-address:${digest(ip)}`
  return { retryAfter: await countTry(ctx, key, sharedRule), release: () => lessen(ctx, [key]) }
}

const formRules = {
  /** Many may sit behind one address: a school, an office. What comes in bursts is set aside by the form's own rules. */
  address: { free: 60, windowMs: 60 * minute },
  /** Letters that somebody else may have asked for. */
  letter: { free: 3, windowMs: 24 * 60 * minute },
} as const satisfies Record<string, Rule>

/** Counts one who sends a form that needs no account. Answers the seconds to wait, 0 for none. */
export const brakeForm = (ctx: Context, ip: string): Promise<number> =>
  countTry(ctx, `form-address:${digest(ip)}`, formRules.address)

/** Whether a letter about a form may still go to a mail address today. */
export const mayWriteOfForm = async (ctx: Context, formId: string, email: string): Promise<boolean> =>
  (await countTry(ctx, `form-letters:${digest(`${formId} ${email}`)}`, formRules.letter)) === 0

const fileRule: Rule = { free: 60, windowMs: 60 * minute }

/** Counts one who fetches something large that needs no account. Answers the seconds to wait, 0 for none. */
export const brakeFile = (ctx: Context, ip: string): Promise<number> =>
  countTry(ctx, `file-address:${digest(ip)}`, fileRule)

/** Answers the seconds to wait, 0 for none. */
async function countTry(ctx: Context, key: string, rule: Rule): Promise<number> {
  const { free, windowMs, longestPauseS = usualLongestPauseS } = rule
  const now = ctx.clock.now()
  const fresh = new Date(now.getTime() - windowMs)
  const failures = sql<number>`case when b.last_at < ${fresh}::timestamptz then 1 else b.failures + 1 end`
  const pause = sql`least(${longestPauseS}::float8, ${firstPauseS}::float8 * power(2, least(20, ${failures} - ${free}::int)))`
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_brakes as b (key, failures, last_at) values (${key}, 1, ${now}::timestamptz)
    on conflict (key) do update set
      failures = ${failures},
      last_at = ${now}::timestamptz,
      blocked_until = case when ${failures} >= ${free}::int
        then ${now}::timestamptz + make_interval(secs => ${pause}) end
    where b.blocked_until is null or b.blocked_until <= ${now}::timestamptz
    returning b.failures`.execute(ctx.db)
  return rows.length === 1 ? 0 : secondsLeft(ctx, key, now)
}

async function secondsLeft(ctx: Context, key: string, now: Date): Promise<number> {
  const row = await ctx.db
    .selectFrom('signInBrakes')
    .select('blockedUntil')
    .where('key', '=', key)
    .executeTakeFirst()
  const left = (row?.blockedUntil?.getTime() ?? 0) - now.getTime()
  return Math.max(1, Math.ceil(left / 1000))
}

type Braked = { userId: string; email: string; ips: readonly string[] }

/** A person is erased: what was counted of them, from wherever it is known that they came. */
export async function forgetBrakes(db: Db, { userId, email, ips }: Braked): Promise<void> {
  const keys = [
    `account:${digest(email)}`,
    `forgotten-account:${digest(email)}`,
    `letters-to:${digest(email)}`,
    `code:${digest(userId)}`,
    ...ips.flatMap((ip) => [
      `pair:${digest(`${email} ${ip}`)}`,
      `address:${digest(ip)}`,
      `shared-address:${digest(ip)}`,
    ]),
  ]
  await db.deleteFrom('signInBrakes').where('key', 'in', keys).execute()
}

/** Somebody has proven by other means that they are the person. */
export const forgiveSignIn = (ctx: Context, email: string, ip: string): Promise<void> =>
  forgive(ctx, keysOf(email, ip))

async function forgive(ctx: Context, keys: readonly Key[]): Promise<void> {
  const own = keys.filter(({ kind }) => kind !== 'address').map(({ key }) => key)
  const shared = keys.filter(({ kind }) => kind === 'address').map(({ key }) => key)
  await ctx.db.deleteFrom('signInBrakes').where('key', 'in', own).execute()
  await lessen(ctx, shared)
}

/** What many share is counted one less: others may guess from the same address. */
async function lessen(ctx: Context, keys: readonly string[]): Promise<void> {
  await ctx.db
    .updateTable('signInBrakes')
    .set(({ fn, eb }) => ({
      failures: fn<number>('greatest', [eb('failures', '-', 1), eb.val(0)]),
      blockedUntil: null,
    }))
    .where('key', 'in', keys)
    .execute()
}
