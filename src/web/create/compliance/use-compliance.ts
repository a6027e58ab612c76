import { useQuery } from '@tanstack/react-query'
import {
  Compliance,
  ComplianceSettings,
  OverrideCounts,
  PostCompliance,
  ResultList,
} from '../../../modules/create/compliance/contract.ts'
import { path } from '../../api/client.ts'
import { ask } from '../../api/query.ts'

export const askCompliance = () =>
  ask({
    topic: 'posts',
    also: ['personas', 'campaigns', 'plan'],
    path: '/compliance',
    schema: Compliance,
    fresh: 60_000,
  })
export const useCompliance = () => useQuery(askCompliance())

export const askSettings = () =>
  ask({ topic: 'posts', path: '/compliance/settings', schema: ComplianceSettings })

export const askPostCompliance = (id: string) =>
  ask({
    topic: 'posts',
    also: ['personas', 'campaigns'],
    path: path`/posts/${id}/compliance`,
    schema: PostCompliance,
    fresh: 0,
  })

export const useResults = (postId: string) =>
  useQuery(ask({ topic: 'posts', path: path`/posts/${postId}/compliance/results`, schema: ResultList }))

export const countedDays = 90
export const useOverrideCounts = () =>
  useQuery(
    ask({
      topic: 'posts',
      path: '/compliance/overrides/counts',
      query: { days: countedDays },
      schema: OverrideCounts,
    }),
  )
