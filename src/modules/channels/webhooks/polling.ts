import { channelEvery, historyEvery, postTimetable } from '../../measure/collection/index.ts'

const minutes = (ms: number): number => Math.round(ms / 60_000)

/** How often networks are asked anyway; a door makes it sooner, and never less often. */
export const polling = {
  accountMinutes: minutes(channelEvery),
  postsMinutes: minutes(historyEvery),
  numbersMinutes: minutes(postTimetable.ages[0]),
}
