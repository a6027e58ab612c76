import type { Db } from '../../../platform/db/index.ts'
import { countAssistantUse } from '../../create/assistant/index.ts'
import { about, type Finding } from './findings.ts'

const dayMs = 86_400_000
/** So many calls tell something. */
const few = 5

/** Whether models are asked, and how that goes. Nobody is asked for it: a question costs money. */
export async function checkAssistant(db: Db, now: Date): Promise<Finding[]> {
  const says = about('assistant')
  const { on, calls, failed } = await countAssistantUse(db, new Date(now.getTime() - dayMs))
  if (on === 0) return []
  const where = `${on} ${on === 1 ? 'workspace asks' : 'workspaces ask'} a model`
  if (calls >= few && failed * 2 > calls)
    return [
      says.look(
        `${where}; ${failed} of ${calls} questions of the last day failed. See the calls in its settings.`,
      ),
    ]
  return [says.ok(`${where}; ${calls} questions in the last day, ${failed} failed`)]
}
