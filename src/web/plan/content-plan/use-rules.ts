import { useQuery } from '@tanstack/react-query'
import { AdviceCounts, PostRules } from '../../../modules/plan/advice/contract.ts'
import { ask } from '../../api/query.ts'
import { useWhole } from './use-whole.ts'

const askRules = () => ask({ topic: 'plan', path: '/post-rules', schema: PostRules })
export const useRules = () => useQuery(askRules())

export const countedDays = 90

export const useCounts = () =>
  useQuery(
    ask({
      topic: 'posts',
      also: ['plan', 'goals', 'personas'],
      path: '/advice/counts',
      query: { days: countedDays },
      schema: AdviceCounts,
    }),
  )

/** A line that was added and never written says nothing. */
const written = (rules: PostRules): PostRules => ({
  ...rules,
  banned: rules.banned.filter(({ word, instead }) => word.trim() || instead.trim()),
})

/** The rules as a person works on them. */
export function useRulesDraft(saved: PostRules) {
  const { now, ...desk } = useWhole({
    saved,
    what: 'rules',
    body: PostRules,
    answer: PostRules,
    path: '/post-rules',
    queryKey: askRules().queryKey,
    changed: 'advice.changed',
    meant: written,
  })
  return { ...desk, rules: now }
}
export type RulesDesk = ReturnType<typeof useRulesDraft>
