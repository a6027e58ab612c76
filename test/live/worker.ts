// A worker that publishes one delivery and is killed by the test on the way. It says each step in a line of JSON and,
// at the step that the test names, stands still until it is killed.
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Joined } from '../../src/networks/kit/network.ts'
import { callOf, content, keptAccount, liveTools, part } from './tools.ts'

export type Step = {
  step: 'accepted' | 'saved'
  number: number
  remoteId?: string
  url?: string | null
  extra?: object
}
export type Job = {
  addresses: { plc: string; pds: string }
  joined: Joined
  texts: string[]
  key: string
  firstAttemptAt: string
  stopAt: Pick<Step, 'step' | 'number'>
}

const job: Job = JSON.parse(process.argv[2] ?? '')
const tools = liveTools(job.addresses)
let [accepted, saved] = [0, 0]

async function tell(step: Step): Promise<void> {
  process.stdout.write(`${JSON.stringify(step)}\n`)
  if (step.step === job.stopAt.step && step.number === job.stopAt.number)
    await new Promise((never) => setTimeout(never, 60_000))
}

const listening: typeof fetch = async (input, init) => {
  const response = await tools.fetch(input, init)
  const url = input instanceof Request ? input.url : String(input)
  if (url.endsWith('putRecord') && response.ok) await tell({ step: 'accepted', number: ++accepted })
  return response
}

const call = callOf(
  { ...tools, fetch: listening },
  keptAccount(job.joined),
  content(job.texts.map((text) => part(text))),
  job.key,
  {
    firstAttemptAt: new Date(job.firstAttemptAt),
    save: async (sent) => tell({ step: 'saved', number: ++saved, ...sent } as Step),
  },
)
await bluesky.publish?.send(call)
