import {
  type ChannelPlan,
  ChannelPlanList,
  ChannelPlan as OnePlan,
} from '../../../modules/plan/channel-plans/contract.ts'
import type { Choice, FitAnswer } from '../../../modules/plan/choice/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

const bodyOf = ({ channelId: _channel, owner: _owner, ...plan }: ChannelPlan) => plan
const save = (plan: ChannelPlan) =>
  api.put(path`/channels/${plan.channelId}/plan`, { body: bodyOf(plan), schema: OnePlan })

/** Hours, posts a week and audience into the plans of channels, where nobody has said them yet; all of it can be taken back. */
export function useTake(choice: Choice, fit: FitAnswer, personaName: string) {
  const t = useWords('choice')
  const words = useProblemWords()
  return useWrite(
    async (channelIds: readonly string[]) => {
      const { items } = await api.get('/channel-plans', { schema: ChannelPlanList })
      const plans = items.filter(({ channelId }) => channelIds.includes(channelId))
      const wanted = plans.flatMap((plan) => {
        const next = filled(plan, choice, fit, personaName)
        return JSON.stringify(next) === JSON.stringify(plan) ? [] : [{ before: plan, next }]
      })
      const results = await Promise.allSettled(wanted.map(({ next }) => save(next)))
      const changed = wanted.filter((_, i) => results[i]?.status === 'fulfilled')
      const fault = results.find((one) => one.status === 'rejected')
      // Some were taken: these can be undone, and what went wrong is said as well.
      return { changed, asked: channelIds.length, fault: fault?.reason ?? null }
    },
    {
      touches: ['plan', 'choice'],
      onSuccess: ({ changed, asked, fault }) => {
        if (fault !== null) toast(words(fault), { tone: 'bad' })
        if (changed.length === 0 && fault !== null) return
        if (changed.length === 0) return toast(t('hours.nothingToTake', { count: asked }), { tone: 'info' })
        const undo = async () => {
          for (const { before } of changed) await save({ ...before, version: before.version + 1 })
        }
        toast(t('hours.taken', { count: changed.length }), { undo })
      },
    },
  )
}

/** What somebody said stays; several accounts of one network share its hours. */
function filled(plan: ChannelPlan, choice: Choice, fit: FitAnswer, personaName: string): ChannelPlan {
  const network = choice.networks.find(({ channels }) => channels.includes(plan.channelId))
  const hours = fit.items.find((one) => one.network === network?.network)?.hours ?? null
  const each = hours === null ? null : Math.round((hours / (network?.channels.length ?? 1)) * 4) / 4
  return {
    ...plan,
    hours: plan.hours ?? each,
    perWeek: plan.perWeek === 0 ? choice.settings.perWeek : plan.perWeek,
    audience: plan.audience === '' ? personaName : plan.audience,
  }
}
