const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * When a post is asked for its numbers, by its age: most of what a post will ever get comes in its first hours, so
 * looks are dense there and thin out. The steps after the listed ages repeat until the age given.
 */
export const postTimetable = {
  ages: [5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour],
  steps: [
    { every: day, until: 30 * day },
    { every: 7 * day, until: 365 * day },
  ],
} as const

/** The same where the network charges for each post that is read: a post shall not cost more to look at than to publish. */
const chargedAges: readonly number[] = [5 * minute, 3 * hour, 3 * day, 30 * day]

/** Accounts and their lists of posts have no age: they are asked for as long as they are joined. */
export const channelEvery = 6 * hour
export const historyEvery = hour

/** How far back posts are taken over when an account is joined: a year to compare with, and a month's room. */
export const historyReach = 400 * day

/** Where each post that is read is charged for, nobody has asked for a year of them, nor for the same ones each hour. */
export const chargedHistory = { every: day, reach: 31 * day } as const

const ages: readonly number[] = expand()

/** The age from which a post is not looked at any more. */
export const looksUntil = Math.max(...ages)

function expand(): number[] {
  const all: number[] = [...postTimetable.ages]
  for (const { every, until } of postTimetable.steps)
    for (let at = Math.max(...all) + every - (Math.max(...all) % every); at <= until; at += every)
      all.push(at)
  return all
}

/**
 * The next instant to look at a post, or null when it is too old to be asked again.
 * `lag` is how late the network tells (milliseconds): looks before that would find nothing. `charged`: each look costs.
 */
export function nextLook(publishedAt: Date, now: Date, lag = 0, charged = false): Date | null {
  const age = now.getTime() - publishedAt.getTime()
  const next = (charged ? chargedAges : ages).find((at) => at > age && at >= lag)
  return next === undefined ? null : new Date(publishedAt.getTime() + next)
}

/** How long a failed look rests: 5 minutes, doubled each time, 6 hours at most; spread so that not all come back at once. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const rest = Math.min(5 * minute * 2 ** Math.min(failures, 10), 6 * hour)
  return rest * (0.8 + 0.4 * random())
}
