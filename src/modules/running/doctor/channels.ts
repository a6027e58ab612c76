import type { Db } from '../../../platform/db/index.ts'
import { healthOfAll, type Looked } from '../../channels/accounts/index.ts'
import { about, type Finding } from './findings.ts'

/** More than this many in one state are told by their number. */
const most = 10

/** Sign-ins that ended or end soon, accounts that do not answer, queues that somebody holds. */
export async function checkChannels(db: Db, now: Date): Promise<Finding[]> {
  const says = about('channels')
  const all = await healthOfAll(db, now)
  const paused = all.filter(({ health }) => health.code === 'paused')
  const troubled = all.filter(({ health }) => health.level !== 'good' && health.code !== 'paused')
  const told = troubled.slice(0, most).map((one) => tell(one))
  const more = troubled.length - told.length
  return [
    ...(troubled.length === 0 ? [says.ok(`${all.length} are joined; none needs a sign-in`)] : told),
    ...(more > 0 ? [says.look(`${more} more need a look: see the page of channels`)] : []),
    ...(paused.length > 0
      ? [says.look(`${paused.length} are paused; their queues wait until somebody resumes them.`)]
      : []),
  ]
}

/** The last day of a sign-in is as bad as its end: whoever reads this daily has no other chance. */
function tell({ name, network, workspace, health }: Looked): Finding {
  const says = about('channels')
  const words = `${name} (${network}, ${workspace}): ${health.words}`
  const last = health.code === 'ends_soon' && Number(health.facts.days) <= 1
  return health.level === 'trouble' || last ? says.wrong(words) : says.look(words)
}
